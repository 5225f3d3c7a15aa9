import { fileURLToPath } from "node:url";

export default {
  mode: "production",
  performance: { hints: false },
  entry: { page: "./common/page.mjs", mixed: "./mixed.mjs" },
  output: { path: fileURLToPath(new URL("site", import.meta.url)) },
};
