/** What a test needs of its surroundings: its values, and why it is skipped where one is missing. */
export interface Needs<Name extends string> {
  readonly values: Readonly<Record<Name, string>>;
  readonly skip: string | false;
}

/** Environment variables that a test needs. Without them it is skipped, but in CI that is an error. */
export function needs<const Name extends string>(...names: Name[]): Needs<Name> {
  const missing = names.filter((name) => !process.env[name]);
  const skip = missing.length > 0 && `${missing.join(" and ")} not set`;
  if (skip && process.env["CI"]) throw new Error(`${skip}, which CI does not allow`);
  const values = Object.fromEntries(names.map((name) => [name, process.env[name] ?? ""]));
  return { values: values as Record<Name, string>, skip };
}
