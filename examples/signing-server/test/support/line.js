import { createInterface } from "node:readline";

/**
 * The first line that fits; undefined if the stream ends without. The rest is read too: a pipe that nobody reads would
 * stop whoever writes, and keep its end from being seen.
 *
 * @param {import("node:stream").Readable} stream
 * @param {RegExp} pattern
 * @returns {Promise<string | undefined>}
 */
export function line(stream, pattern) {
  return new Promise((resolve) => {
    const lines = createInterface({ input: stream });
    lines.on("line", (line) => pattern.test(line) && resolve(line));
    lines.on("close", () => resolve(undefined));
  });
}
