/**
 * Writes a document for the core. Values that JSON cannot represent are replaced with `null`, which the core refuses
 * with an error that names the member. A document has at most three levels.
 */
export const write = (document: unknown): string => JSON.stringify(carried(document, 3)) ?? "null";

function carried(value: unknown, levels: number): unknown {
  if (typeof value === "string") return value;
  if (typeof value === "function" || typeof value === "symbol" || typeof value === "bigint") return null;
  if (typeof value !== "object" || value === null) return value;
  if (levels === 0 || typeof (value as { toJSON?: unknown }).toJSON === "function") return null;
  if (Array.isArray(value)) return value.map((entry) => carried(entry, levels - 1));
  const members: Record<string, unknown> = { ...value };
  for (const name of Object.keys(members)) members[name] = carried(members[name], levels - 1);
  return members;
}
