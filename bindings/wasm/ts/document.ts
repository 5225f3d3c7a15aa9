/**
 * Writes a document that the core reads. In it, `null` stands for what JSON cannot carry as it is: the core refuses
 * `null`, and names the member.
 */
export function write(document: unknown): string {
  try {
    if (!isLost(document, 3)) return JSON.stringify(document) ?? "null";
  } catch {
    // It is circular, or has a BigInt further inside.
  }
  return JSON.stringify(carried(document, 3));
}

/** Returns whether JSON leaves a value or one of its members out, or has something else in its place. */
function isLost(value: unknown, levels: number): boolean {
  if (typeof value !== "object") return typeof value === "function" || typeof value === "symbol" || typeof value === "bigint";
  if (value === null) return false;
  if (typeof (value as { toJSON?: unknown }).toJSON === "function") return true;
  const isMemberLost = (member: unknown): boolean => typeof member !== "string" && isLost(member, levels - 1);
  return levels > 0 && (Array.isArray(value) ? value : Object.values(value)).some(isMemberLost);
}

function carried(value: unknown, levels: number): unknown {
  if (isLost(value, 0)) return null;
  if (typeof value !== "object" || value === null) return value;
  if (levels === 0) return null;
  if (Array.isArray(value)) return value.map((entry) => carried(entry, levels - 1));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, carried(member, levels - 1)]));
}
