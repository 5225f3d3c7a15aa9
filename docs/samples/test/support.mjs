// What the tests of the samples share.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const { CI, MINGPIAN_ORIGIN, PATH = "" } = process.env;

/** The origin of the local services that the samples name. */
export const WRITTEN = "http://127.0.0.1:8787";

/** The origin of the local services of this run. */
export const origin = MINGPIAN_ORIGIN;

/** Returns the path of a program, if this machine has it. Debian keeps some outside of a user's search path. */
export function find(program) {
  const folders = [...PATH.split(delimiter), "/usr/sbin"];
  return folders.map((folder) => join(folder, program)).find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Returns why a test that needs something is skipped, or false. In CI, that is an error. */
export function skip(missing) {
  const names = Object.entries(missing).filter(([, value]) => !value).map(([name]) => name);
  if (names.length === 0) return false;
  if (CI) throw new Error(`missing: ${names.join(", ")}`);
  return `missing: ${names.join(", ")}`;
}
