const redacted = (): string => "[redacted]";

/** Makes an object, or those that inherit from it, print and serialize as `[redacted]`. */
export const redact = <T extends object>(target: T): T => {
  // Node's console and `util.inspect` call the last one.
  const names = ["toString", "toJSON", Symbol.for("nodejs.util.inspect.custom")];
  for (const name of names) Object.defineProperty(target, name, { value: redacted });
  return target;
};

/** Returns an object with these members, which can be read but are not listed, copied, serialized, or printed. */
export const hide = <T extends object>(members: T): T => {
  const hidden: T = redact(Object.create(null) as T);
  // They are getters: a browser's console shows values that are not enumerable, but does not call getters.
  for (const name in members) Object.defineProperty(hidden, name, { get: () => members[name] });
  return hidden;
};
