// Defines the ways in which TypeScript reads the package.
const STRICT = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--skipLibCheck", "false"];

/**
 * The ways in which TypeScript finds a package, each with the files to compile: an ES module, and one that calls
 * `require`.
 */
export const WAYS = {
  bundler: ["--module", "esnext", "--moduleResolution", "bundler", "common/types.mts"],
  node16: ["--module", "node16", "common/types.mts", "common/types.cts"],
  nodenext: ["--module", "nodenext", "common/types.mts", "common/types.cts"],
};

/** The options for the libraries of browsers and of Node. */
export const LIBRARIES = {
  browsers: [...STRICT, "--target", "es2022", "--lib", "es2022,dom,dom.iterable", "--typeRoots", "none"],
  Node: [...STRICT, "--target", "es2022", "--lib", "es2022", "--types", "node"],
};
