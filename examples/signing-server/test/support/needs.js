/**
 * Returns why a test is skipped if an environment variable is not set, or `false`. In CI, a missing variable is an
 * error.
 *
 * @param {...string} names
 * @returns {string | false}
 */
export function missing(...names) {
  const without = names.filter((name) => !process.env[name]);
  const why = without.length > 0 && `${without.join(" and ")} not set`;
  if (why && process.env["CI"]) throw new Error(`${why}, which CI does not allow`);
  return why;
}
