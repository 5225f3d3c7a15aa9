// Checks the environment of a test, and talks to the local services.

/** Returns environment variables, and the reason to skip a test if one is missing. In CI, nothing is skipped. */
export function needs(...names) {
  const missing = names.filter((name) => !process.env[name]);
  const skip = missing.length > 0 && `${missing.join(" and ")} not set`;
  if (skip && process.env.CI) throw new Error(`${skip}, which CI does not allow`);
  return { values: Object.fromEntries(names.map((name) => [name, process.env[name] ?? ""])), skip };
}

/** Returns a fresh key, under which the local services count requests. */
export const freshKey = () => `recipes-${Math.random().toString(36).slice(2)}`;

/** Returns the counts of the local services for a key. */
export const stats = async (origin, key) => (await fetch(`${origin}/sandbox/stats?key=${key}`)).json();

/** Waits until a condition holds. */
export async function until(holds) {
  for (const deadline = Date.now() + 10_000; !(await holds()); ) {
    if (Date.now() > deadline) throw new Error(`this does not come true: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
