// What the tests get from `cargo xtask test packages`, in environment variables.
function needed(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: these tests are run by \`cargo xtask test packages\``);
  return value;
}

/** The packed package. */
export const TARBALL = needed("MINGPIAN_TARBALL");

/** Where the local services listen. */
export const ORIGIN = needed("MINGPIAN_ORIGIN");

/** The browser, and how it is driven: `chrome` or `firefox`. */
export const BROWSER = { path: needed("MINGPIAN_BROWSER"), kind: process.env["MINGPIAN_BROWSER_KIND"] ?? "chrome" };
