// Adds globals to jsdom that it lacks and Node has.
const { TestEnvironment } = require("jest-environment-jsdom");

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    Object.assign(this.global, { AbortController, AbortSignal, fetch, TextDecoder, TextEncoder });
  }
};
