// Parses JSON, and keeps the text of numbers, the order of keys, and every repeated key.

const LEVELS = 127;

class NotJson extends Error {}

class Parser {
  constructor(text, repairs) {
    this.text = text;
    this.at = 0;
    this.repairs = repairs;
  }
  document() {
    const node = this.value(0);
    this.blank();
    if (this.at !== this.text.length) throw new NotJson("something follows the document");
    return node;
  }
  blank() {
    while (" \t\n\r".includes(this.text[this.at] ?? "x")) this.at += 1;
  }
  value(depth) {
    this.blank();
    const from = this.at;
    const node = this.bare(depth);
    node.raw = this.text.slice(from, this.at);
    return node;
  }
  bare(depth) {
    const first = this.text[this.at];
    if (first === "{" || first === "[") {
      if (depth === LEVELS) throw new NotJson("too deep");
      return first === "{" ? this.object(depth + 1) : this.array(depth + 1);
    }
    if (first === '"') return { type: "string", value: this.string() };
    const rest = this.text.slice(this.at, this.at + 5);
    for (const word of ["true", "false", "null"]) {
      if (rest.startsWith(word)) {
        this.at += word.length;
        return { type: word };
      }
    }
    const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
    number.lastIndex = this.at;
    const found = number.exec(this.text);
    if (found === null) throw new NotJson("no value");
    this.at = number.lastIndex;
    return { type: "number" };
  }
  object(depth) {
    const members = [];
    this.at += 1;
    this.blank();
    if (this.take("}")) return { type: "object", members };
    for (;;) {
      this.blank();
      const key = this.string();
      this.blank();
      this.must(":");
      members.push([key, this.value(depth)]);
      this.blank();
      if (this.take("}")) return { type: "object", members };
      this.must(",");
    }
  }
  array(depth) {
    const items = [];
    this.at += 1;
    this.blank();
    if (this.take("]")) return { type: "array", items };
    for (;;) {
      items.push(this.value(depth));
      this.blank();
      if (this.take("]")) return { type: "array", items };
      this.must(",");
    }
  }
  string() {
    const from = this.at;
    this.must('"');
    while (this.text[this.at] !== '"') {
      const unit = this.text.charCodeAt(this.at);
      if (Number.isNaN(unit)) throw new NotJson("the end inside a string");
      if (unit < 0x20 && !this.repairs) throw new NotJson("a control character inside a string");
      this.at += unit === 0x5c ? 2 : 1;
    }
    this.at += 1;
    let value;
    try {
      const written = this.text.slice(from, this.at);
      value = JSON.parse(written.replace(/[\0-\x1f]/g, (control) => JSON.stringify(control).slice(1, -1)));
    } catch {
      throw new NotJson("bad escape");
    }
    if (!value.isWellFormed() && !this.repairs) throw new NotJson("lone surrogate");
    return value.toWellFormed();
  }
  take(unit) {
    if (this.text[this.at] !== unit) return false;
    this.at += 1;
    return true;
  }
  must(unit) {
    if (!this.take(unit)) throw new NotJson(`${unit} expected`);
  }
}

/**
 * Parses a document. Returns its node, or undefined if the text is not acceptable JSON. With `repairs`, control
 * characters and unpaired surrogates are accepted inside strings.
 */
export function parse(text, { repairs = false } = {}) {
  let node;
  try {
    node = new Parser(text, repairs).document();
  } catch (error) {
    if (error instanceof NotJson) return undefined;
    throw error;
  }
  if (!repairs) JSON.parse(text); // Checks that the platform also accepts every accepted text.
  return node;
}
