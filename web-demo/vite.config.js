import { readdirSync } from "node:fs";
import { defineConfig, loadEnv } from "vite";

const SERVICES = readdirSync(new URL("./src/services/", import.meta.url)).map((file) => `/${file.slice(0, -3)}`);
const SERVICE_PATHS = [...SERVICES, "/fault", "/app", "/sandbox", "/avatars"];

/**
 * The dev server injects styles and opens a socket, both of which the page's policy forbids.
 * @type {import("vite").Plugin}
 */
const policyForDevelopment = {
  name: "policy-for-development",
  apply: "serve",
  transformIndexHtml: (html) =>
    html
      .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
      .replace("connect-src 'self'", "connect-src 'self' ws:"),
};

export default defineConfig(({ mode }) => {
  const target = loadEnv(mode, import.meta.dirname, "MINGPIAN_").MINGPIAN_ORIGIN;
  return {
    plugins: [policyForDevelopment],
    build: {
      // Loading a data: URL would be a fetch, which the page's policy forbids.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
    server: target === undefined ? {} : { proxy: Object.fromEntries(SERVICE_PATHS.map((path) => [path, target])) },
  };
});
