// Prints a vector file as JSON that is indented by two spaces. Short values are on one line, and invisible characters
// are escaped.

const WIDTH = 110;
const INVISIBLE =
  /[\u007f-\u00a0\u00ad\u0600-\u0605\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ue000-\uf8ff\ufeff\ufff0-\uffff]/g;

const escape = (unit) => "\\u" + unit.charCodeAt(0).toString(16).padStart(4, "0");
const scalar = (value) => {
  // Multiples of one half are exact.
  if (typeof value === "number" && !Number.isSafeInteger(value) && value * 2 !== Math.floor(value) + Math.ceil(value)) throw new Error(`not an exact number: ${value}`);
  if (value === undefined) throw new Error("undefined cannot be printed");
  return JSON.stringify(value).replace(INVISIBLE, escape);
};
const isContainer = (value) => value !== null && typeof value === "object";

function inline(value) {
  if (!isContainer(value)) return scalar(value);
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  const members = Object.entries(value).map(([key, item]) => `${scalar(key)}: ${inline(item)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** Returns scalars in lines that are filled. */
function filled(items, indent) {
  const lines = [];
  let line = "";
  for (const [index, item] of items.entries()) {
    const word = scalar(item) + (index + 1 < items.length ? "," : "");
    if (line !== "" && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map((text) => indent + text).join("\n");
}

function pretty(value, indent, taken) {
  const short = inline(value);
  if (!isContainer(value) || (indent !== "" && indent.length + taken + short.length < WIDTH)) return short;
  const deeper = indent + "  ";
  if (Array.isArray(value)) {
    if (value.length > 20 && value.every((item) => !isContainer(item))) return `[\n${filled(value, deeper)}\n${indent}]`;
    return `[\n${value.map((item) => deeper + pretty(item, deeper, 1)).join(",\n")}\n${indent}]`;
  }
  const members = Object.entries(value).map(([key, item]) => {
    const name = `${scalar(key)}: `;
    return deeper + name + pretty(item, deeper, name.length + 1);
  });
  return `{\n${members.join(",\n")}\n${indent}}`;
}

/** Returns the text of a file. */
export function print(value) {
  const text = pretty(value, "", 0) + "\n";
  if (JSON.stringify(JSON.parse(text)) !== JSON.stringify(value)) throw new Error("printing changed a value");
  return text;
}
