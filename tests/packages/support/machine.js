// What kind of machine runs the tests: some programs in npm packages are for one kind.
const isGlibc = () => process.report.getReport().header.glibcVersionRuntime !== undefined;

/** Returns why what is for Linux on x64 does not run here, or `false`. */
export const needsLinux = () =>
  process.platform === "linux" && process.arch === "x64" && isGlibc() ? false : "its program is for Linux on x64, with glibc";
