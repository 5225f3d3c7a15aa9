import { createInterface } from "node:readline";

/**
 * Returns the first line that matches, or `undefined` if the stream ends without one. The other lines are read, too,
 * because the process that writes them would block when the pipe is full.
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
