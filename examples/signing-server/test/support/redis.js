// Runs a real redis-server, which can be killed, paused, and started again.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { line } from "./line.js";

/** An invented password. No log may contain it. */
export const PASSWORD = "invented-redis-password";

export class Redis {
  /** @type {import("node:child_process").ChildProcess | undefined} */
  #child;
  #port = 0;

  /** Starts a server on a free port. */
  static async start() {
    const redis = new Redis();
    // Another program may use a port that was free a moment ago.
    for (let attempt = 0; attempt < 5; attempt += 1) {
      redis.#port = await freePort();
      if (await redis.#spawn()) return redis;
    }
    throw new Error("redis-server does not start");
  }

  get url() {
    return `redis://:${PASSWORD}@127.0.0.1:${this.#port}`;
  }

  async kill() {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  }

  /** Starts the server again on the same port, without data. */
  async restart() {
    if (!(await this.#spawn())) throw new Error("redis-server does not start again");
  }

  pause() {
    this.#child?.kill("SIGSTOP");
  }

  resume() {
    this.#child?.kill("SIGCONT");
  }

  /** Returns whether the server listens. If it does not, it has exited. */
  async #spawn() {
    const options = { port: String(this.#port), bind: "127.0.0.1", save: "", appendonly: "no", requirepass: PASSWORD };
    const given = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    const child = spawn(process.env["MINGPIAN_REDIS_SERVER"] ?? "", given, { stdio: ["ignore", "pipe", "inherit"] });
    this.#child = child;
    return (await line(child.stdout, /Ready to accept connections/)) !== undefined;
  }
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  await once(server, "close");
  return port;
}
