// Installs apps with the packed package in separate directories outside the project.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { EXPECTED } from "../common/scenario.mjs";
import { ORIGIN, TARBALL } from "./environment.js";

const run = promisify(execFile);

/** On Windows, npm and the programs that it installs are scripts, which only a shell can start. */
const SHELL = process.platform === "win32";
const here = fileURLToPath(new URL("..", import.meta.url));

/** An installed app. */
export class App {
  /** Copies the app with this name and the files that all apps share, and installs the packages in its lock file. */
  static async install(name) {
    const home = await mkdtemp(join(tmpdir(), `mingpian-${name}-`));
    const app = new App(join(home, "app"));
    try {
      await cp(TARBALL, join(home, "mingpian.tgz"));
      await cp(join(here, "apps", name), app.root, { recursive: true });
      await cp(join(here, "common"), join(app.root, "common"), { recursive: true });
      const scenario = await readFile(join(here, "common/scenario.mjs"), "utf8");
      const required = `${scenario.replace(/^export /gm, "")}\nmodule.exports = { EXPECTED, scenario };\n`;
      await writeFile(join(app.root, "common/scenario.cjs"), required);
      await app.npm(["ci", "--no-audit", "--no-fund"]);
      return app;
    } catch (error) {
      await app.remove();
      throw error;
    }
  }

  /** @param {string} root The directory of the app. */
  constructor(root) {
    this.root = root;
  }

  /** Returns a path in the app. */
  path(...inside) {
    return join(this.root, ...inside);
  }

  /** Runs npm. */
  npm(args) {
    return this.#run("npm", args, {});
  }

  /** Runs a script in Node, and returns what it writes. */
  node(script, args = [], env = {}) {
    return this.#run(process.execPath, [script, ...args], { env: this.#env(env) });
  }

  /** Runs a program of the app's packages, and returns what it writes. */
  tool(name, args = [], env = {}) {
    return this.#run(this.#program(name), args, { env: this.#env(env) });
  }

  /** Runs a program in the app's directory, and returns what it writes. */
  program(path, args = [], env = {}) {
    return this.#run(this.path(path), args, { env: this.#env(env) });
  }

  /**
   * Starts a program of the app's packages, waits until it writes a URL, and returns the URL and a function that stops
   * the program.
   */
  start(name, args, env = {}) {
    return this.#start(this.#program(name), args, env);
  }

  /** Starts a script in Node in the same way. */
  startNode(args, env = {}) {
    return this.#start(process.execPath, args, env);
  }

  /** Removes the app's directory. */
  async remove() {
    await rm(dirname(this.root), { recursive: true, force: true, maxRetries: 5 });
  }

  #env(env) {
    const telemetry = { NEXT_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };
    // Some tools behave differently in CI, and some print colors.
    const { CI: _, FORCE_COLOR: __, NODE_TEST_CONTEXT: ___, ...others } = process.env;
    // Temporary files of the tools are removed together with the app.
    const temporary = { TMPDIR: dirname(this.root), TEMP: dirname(this.root) };
    return { ...others, ...telemetry, ...temporary, NO_COLOR: "1", ORIGIN, ...env };
  }

  /** Returns a program of the app's packages. */
  #program(name) {
    return this.path("node_modules/.bin", SHELL ? `${name}.cmd` : name);
  }

  async #start(program, args, env) {
    const child = spawn(program, args, {
      cwd: this.root,
      shell: SHELL,
      env: this.#env(env),
      detached: !SHELL,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = new Promise((resolve) => child.once("close", resolve));
    const stop = async () => {
      // Many of the programs start child processes.
      if (child.exitCode === null) SHELL ? child.kill() : process.kill(-child.pid);
      await ended;
    };
    let text = "";
    const url = await new Promise((resolve, reject) => {
      const read = (chunk) => {
        // Removes the escape sequences for colors.
        text += String(chunk).replace(/\x1b\[[0-9;]*m/g, "");
        const found = /https?:\/\/(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\]):(\d+)/.exec(text);
        if (found) resolve(`http://localhost:${found[2]}`);
      };
      child.stdout.on("data", read);
      child.stderr.on("data", read);
      child.once("close", (code) => reject(new Error(`${program} ended with ${code}:\n${text}`)));
      setTimeout(() => reject(new Error(`${program} does not say where it listens:\n${text}`)), 60_000).unref();
    }).catch(async (error) => {
      await stop();
      throw error;
    });
    return { url, stop };
  }

  async #run(program, args, options) {
    try {
      return (await run(program, args, { cwd: this.root, maxBuffer: 1 << 26, shell: SHELL, ...options })).stdout;
    } catch (error) {
      throw new Error(`${program} ${args.join(" ")} failed:\n${error.stdout}\n${error.stderr}`);
    }
  }
}

/** Returns a port without a listener. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

/** Checks the outcome of the scenario, which is the last line of a program's output, as JSON. */
export const checkOutput = (output) => checkOutcome(JSON.parse(output.trim().split("\n").at(-1)));

/** Checks the outcome of the scenario. */
export const checkOutcome = (outcome) => assert.deepEqual(outcome, EXPECTED);
