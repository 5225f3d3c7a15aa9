// Lists environments that do not run here as skipped tests. The table in README.md contains the reasons.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const [, table] = /^\| Environment \| Why it is not tried \|\n\|[-|]+\|\n((?:\|.*\|\n)+)/m.exec(readme) ?? [];
assert.ok(table, "README.md has a table of what is not tried");
for (const line of table.trim().split("\n")) {
  const [name, reason] = line.slice(1, -1).split("|").map((cell) => cell.trim());
  test(name, { skip: reason });
}
