// Runs the server as a process.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { line } from "./line.js";

const main = fileURLToPath(new URL("../../main.js", import.meta.url));

/** The credentials of the local services. No log may contain the secret. */
export const APP_ID = "demo-app";
export const SECRET_KEY = "demo-secret-key";

export class Signing {
  #child;
  #text = "";
  /** The origin of the server. It is empty until the server listens. */
  origin = "";

  /** @param {Record<string, string>} variables The environment variables, besides the credentials. */
  constructor(variables) {
    const credentials = { QUANSHI_APP_ID: APP_ID, QUANSHI_SECRET_KEY: SECRET_KEY };
    const env = { PATH: process.env["PATH"], ...credentials, PORT: "0", ...variables };
    this.#child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "pipe"] });
    this.#child.stdout.on("data", (data) => (this.#text += String(data)));
    this.#child.stderr.on("data", (data) => (this.#text += String(data)));
  }

  /** Starts a server and waits until it listens. */
  static async start(/** @type {Record<string, string>} */ variables) {
    const server = new Signing(variables);
    const first = await line(server.#child.stdout, /./);
    if (first === undefined) throw new Error(`it does not listen: ${server.said}`);
    ({ origin: server.origin } = JSON.parse(first));
    return server;
  }

  /** Returns everything that the server has written. */
  get said() {
    return this.#text;
  }

  get pid() {
    return this.#child.pid;
  }

  /** Sends a signal to the server. */
  signal(/** @type {NodeJS.Signals} */ signal) {
    this.#child.kill(signal);
  }

  /** Waits until the server exits. Returns its exit code, or the signal that killed it. */
  async ended() {
    const { exitCode, signalCode } = this.#child;
    if (exitCode === null && signalCode === null) await once(this.#child, "close");
    return this.#child.exitCode ?? this.#child.signalCode;
  }

  /** Requests a signature from the server. */
  async authorize(/** @type {unknown} */ params, /** @type {string | undefined} */ session) {
    const headers = new Headers({ "content-type": "application/json" });
    if (session) headers.set("authorization", `Bearer ${session}`);
    const response = await fetch(`${this.origin}/authorize`, { method: "POST", headers, body: JSON.stringify(params) });
    return { status: response.status, json: await response.json() };
  }
}
