/** Holds members that can be read but are not listed, copied, or printed. A browser's console calls no getters. */
class Hidden {
  readonly #members: Readonly<Record<string, unknown>>;

  constructor(members: object) {
    this.#members = members as Readonly<Record<string, unknown>>;
  }

  /** Makes a class with these getters. Making properties for each request would take a microsecond more. */
  static with(names: readonly string[]): typeof Hidden {
    const Kind = class extends Hidden {};
    const define = (name: PropertyKey, of: PropertyDescriptor): unknown => Object.defineProperty(Kind.prototype, name, of);
    for (const name of names) define(name, { get(this: Hidden) { return this.#members[name]; } });
    // Node's console and `util.inspect` call the last one.
    const printing = ["toString", "toJSON", Symbol.for("nodejs.util.inspect.custom")];
    for (const name of printing) define(name, { value: () => "[redacted]" });
    return Kind;
  }
}

const kinds: Map<string, typeof Hidden> = new Map();

/** Returns an object with these members, which can be read, but prints and serializes as `[redacted]`. */
export function hide<T extends object>(members: T): T {
  const names = Object.keys(members);
  const Kind = kinds.get(names.join()) ?? Hidden.with(names);
  kinds.set(names.join(), Kind);
  return new Kind(members) as unknown as T;
}
