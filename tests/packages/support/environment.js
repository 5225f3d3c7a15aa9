// Reads the environment variables that `cargo xtask test packages` sets.
function needed(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: these tests are run by \`cargo xtask test packages\``);
  return value;
}

/** The packed package. */
export const TARBALL = needed("MINGPIAN_TARBALL");

/** The origin of the local services. */
export const ORIGIN = needed("MINGPIAN_ORIGIN");

/** The path of the browser, and its kind: `chrome` or `firefox`. */
export const BROWSER = { path: needed("MINGPIAN_BROWSER"), kind: process.env["MINGPIAN_BROWSER_KIND"] ?? "chrome" };
