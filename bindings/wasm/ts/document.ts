import { InvalidInputError } from "./errors.js";

/**
 * Writes a document that the core reads. Nothing is checked here: the core refuses what is not allowed, also the `null`
 * that JSON has in the place of NaN, infinity, and functions in lists.
 *
 * @throws InvalidInputError for what JSON cannot carry: it names the member.
 */
export function write(value: object, field: string): string {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    const member = find(value, field);
    const message = `${member}: expected what JSON can carry`;
    throw new InvalidInputError({ code: "INVALID_INPUT", retryable: false, field: member, message }, { cause });
  }
}

/** Finds the innermost member that cannot be written, at most two levels deep: the documents have no more. */
function find(value: object, field: string, depth = 2): string {
  for (const [name, member] of Object.entries(value)) {
    try {
      JSON.stringify(member);
    } catch {
      const path = Array.isArray(value) ? `${field}[${name}]` : name;
      return depth > 0 && typeof member === "object" ? find(member as object, path, depth - 1) : path;
    }
  }
  return field;
}
