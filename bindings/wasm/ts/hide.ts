const redacted = (): string => "[redacted]";

const shown = {
  toString: redacted,
  toJSON: redacted,
  // Node's console and `util.inspect` ask for this one.
  [Symbol.for("nodejs.util.inspect.custom")]: redacted,
};

/** An object with these members, which can be read, but are neither listed, copied, serialized nor printed. */
export const hide = <T extends object>(members: T): T => {
  const hidden: T = Object.create(shown);
  // Getters: a browser's console shows values that are not enumerable, but calls no getter by itself.
  for (const name in members) Object.defineProperty(hidden, name, { get: () => members[name] });
  return hidden;
};
