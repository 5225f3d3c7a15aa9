import { nodeResolve } from "@rollup/plugin-node-resolve";

export default {
  input: "common/page.mjs",
  output: { dir: "site", format: "es" },
  plugins: [nodeResolve()],
  onLog(level, { message }) {
    throw new Error(`${level}: ${message}`);
  },
};
