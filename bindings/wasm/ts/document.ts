/**
 * Writes a document that the core reads. In it, `null` stands for what JSON cannot carry: the core refuses `null`, and
 * names the member.
 */
export function write(document: unknown): string {
  try {
    if (!hasLost(document, 2)) return JSON.stringify(document);
  } catch {
    // It is circular, or has a BigInt further inside.
  }
  return JSON.stringify(carried(document, 3));
}

/** Returns whether JSON leaves a value out, or one of its members. */
function hasLost(value: unknown, levels: number): boolean {
  const type = typeof value;
  if (type === "object" && value !== null && levels > 0) {
    for (const name in value) if (hasLost(value[name as never], levels - 1)) return true;
  }
  return type === "function" || type === "symbol" || type === "bigint";
}

function carried(value: unknown, levels: number): unknown {
  if (typeof value !== "object" || value === null) return hasLost(value, 0) ? null : value;
  if (levels === 0) return null;
  if (Array.isArray(value)) return value.map((entry) => carried(entry, levels - 1));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, carried(member, levels - 1)]));
}
