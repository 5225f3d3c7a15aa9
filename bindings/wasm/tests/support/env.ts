/** The environment variables of a test: their values, and the reason to skip the test if one is missing. */
export interface Needs<Name extends string> {
  readonly values: Readonly<Record<Name, string>>;
  readonly skip: string | false;
}

/** Returns the environment variables that a test needs. Without them, the test is skipped. In CI, that is an error. */
export function needs<const Name extends string>(...names: Name[]): Needs<Name> {
  const missing = names.filter((name) => !process.env[name]);
  const skip = missing.length > 0 && `${missing.join(" and ")} not set`;
  if (skip && process.env["CI"]) throw new Error(`${skip}, which CI does not allow`);
  const values = Object.fromEntries(names.map((name) => [name, process.env[name] ?? ""]));
  return { values: values as Record<Name, string>, skip };
}
