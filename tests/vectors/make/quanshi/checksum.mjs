// Generates checksum.json: SHA1(SecretKey + Nonce + CurTime) in lower-case hexadecimal.

import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import { PAGE } from "./model.mjs";

export const checkSum = (secretKey, nonce, curTime) =>
  createHash("sha1").update(secretKey + nonce + String(curTime), "utf8").digest("hex");

const long = "0123456789abcdef".repeat(8);

// [name, secret key, nonce, time, checksum that sha1sum and Python's hashlib printed]
const CASES = [
  ["every part plain", "demo-secret-key", "000102030405060708090a0b0c0d0e0f", 1800000000000, "1c61c97758837e541e4cf729d0ad58139df0f3ee"],
  ["nonce of six digits", "demo-secret-key", "571163", 1638341017999, "3627e9b22cfdb7809c635aa04d751cf3d7d3e7fb"],
  ["nonce of 1 character", "demo-secret-key", "0", 1800000000000, "6e6432a8840bcfaf42a19b239eb5ee54fe3c6452"],
  ["nonce of 128 characters", "demo-secret-key", long, 1800000000000, "51a8c2bc75cd5318947a24450636691d3c2f6d11"],
  ["time 0", "demo-secret-key", "571163", 0, "7447b98cab942fedf55cbe0fa5bf4a6d92bdd6ec"],
  ["time of 1 digit", "demo-secret-key", "571163", 9],
  ["time of 10 digits", "demo-secret-key", "571163", 1800000000],
  ["last time of 13 digits", "demo-secret-key", "571163", 9999999999999],
  ["largest safe time", "demo-secret-key", "571163", Number.MAX_SAFE_INTEGER, "7f3713ed1881238630d50115f8c9e4188c5dcb9f"],
  ["Chinese secret key", "示例密钥", "571163", 1800000000000, "8a17dd41ce880a7221f332373f521f03f9ef31a4"],
  ["secret key with letters of 1 to 4 bytes", "aé中😀", "571163", 1800000000000, "40a14aaf3feefd373c7407b07ef03feeb0eaea37"],
  ["composed letter", "caf\u00e9", "571163", 1800000000000],
  ["decomposed letter", "cafe\u0301", "571163", 1800000000000],
  ["secret key with spaces", "demo secret  key", "571163", 1800000000000, "44b4b09860b48ec014c11021d5d737b1b4fa1047"],
  ["secret key with spaces around it", " demo ", "571163", 1800000000000],
  ["secret key with a newline", "demo\nkey", "571163", 1800000000000],
  ["secret key with a NUL", "demo\u0000key", "571163", 1800000000000],
  ["secret key of digits", "123", "456", 789],
  ["the same digits divided otherwise", "1", "23456", 789],
  ["upper-case nonce", "demo-secret-key", "ABCDEF", 1800000000000],
  ["lower-case nonce", "demo-secret-key", "abcdef", 1800000000000],
  ["secret key of 55 bytes", "k".repeat(55), "n", 1],
  ["secret key of 64 bytes", "k".repeat(64), "n", 1],
  ["secret key of 1,000 bytes", "k".repeat(1_000), "n", 1],
];

export function checksums() {
  const cases = CASES.map(([name, secretKey, nonce, curTime, known]) => {
    const sum = checkSum(secretKey, nonce, curTime);
    if (known !== undefined) assert.equal(sum, known, name);
    return { name, source: PAGE, secretKey, nonce, curTime, checkSum: sum };
  });
  const sums = cases.filter((case_) => case_.secretKey + case_.nonce !== "123456").map((case_) => case_.checkSum);
  assert.equal(new Set(sums).size, sums.length, "two checksums are equal");
  return { cases };
}
