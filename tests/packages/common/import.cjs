// The scenario in a CommonJS module that calls `import()`.
const { scenario } = require("./scenario.cjs");

(async () => {
  const library = { ...(await import("mingpian")), ...(await import("mingpian/server")) };
  console.log(JSON.stringify(await scenario(library, process.env.ORIGIN)));
})();
