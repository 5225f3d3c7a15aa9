import { readdirSync } from "node:fs";
import { defineConfig, loadEnv } from "vite";

const SERVICES = readdirSync(new URL("./src/services/", import.meta.url)).map((file) => `/${file.slice(0, -3)}`);
const SERVICE_PATHS = [...SERVICES, "/fault", "/app", "/sandbox", "/avatars"];

export default defineConfig(({ mode }) => {
  const target = loadEnv(mode, import.meta.dirname, "MINGPIAN_").MINGPIAN_ORIGIN;
  return {
    build: {
      // Loading a data: URL is a fetch, which the policy of the local services forbids.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
    server: target === undefined ? {} : { proxy: Object.fromEntries(SERVICE_PATHS.map((path) => [path, target])) },
  };
});
