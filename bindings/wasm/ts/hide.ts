/**
 * Returns a class whose objects have members that can be read, but are not listed, copied, or printed. The objects
 * print and serialize as `[redacted]`. The members are getters, which a browser's console does not call.
 */
export function hidden<T extends object>(names: readonly string[]): new (members: T) => T {
  class Hidden {
    readonly #members: T;

    constructor(members: T) {
      this.#members = members;
    }

    static read(hidden: Hidden, name: string): unknown {
      return hidden.#members[name as keyof T];
    }
  }
  const define = (name: PropertyKey, of: PropertyDescriptor): unknown => Object.defineProperty(Hidden.prototype, name, of);
  for (const name of names) define(name, { get(this: Hidden) { return Hidden.read(this, name); } });
  // Node's console and `util.inspect` call the last method.
  const printing = ["toString", "toJSON", Symbol.for("nodejs.util.inspect.custom")];
  for (const name of printing) define(name, { value: () => "[redacted]" });
  return Hidden as unknown as new (members: T) => T;
}
