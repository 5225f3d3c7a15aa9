import { fileURLToPath } from "node:url";
import { createServer } from "vite";

/** Loads modules of the page, for tests that need no browser. */
export async function load(...paths) {
  const server = await createServer({
    root: fileURLToPath(new URL("../..", import.meta.url)),
    configFile: false,
    logLevel: "error",
    server: { middlewareMode: true, watch: null, ws: false },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    return await Promise.all(paths.map((path) => server.ssrLoadModule(`/src/${path}`)));
  } finally {
    await server.close();
  }
}
