// Detects the kind of machine that runs the tests, because some programs in npm packages support only one kind.
const isGlibc = () => process.report.getReport().header.glibcVersionRuntime !== undefined;

/** Returns the reason why programs for Linux on x64 do not run here, or `false` if they do. */
export const needsLinux = () =>
  process.platform === "linux" && process.arch === "x64" && isGlibc() ? false : "its program is for Linux on x64, with glibc";
