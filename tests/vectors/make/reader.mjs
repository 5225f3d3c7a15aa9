// The reading model, which computes the expected result for a response. It is written from the rules and shares no code
// with the core.
//
// The expectations in the response files are written by hand. The generator stops if this model, together with the
// model in the provider's folder, computes a different result.

import { parse } from "./json.mjs";
import { compact, Flaw } from "./records.mjs";

const CAP = 8 * 1024 * 1024;

function decode(bytes) {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

// Failures.

class Failure extends Error {
  constructor(error) {
    super(error.code);
    this.error = error;
  }
}

/** Removes everything that must not be logged from a provider's words. `sent` has the values in the request. */
export function scrub(words, sent) {
  let safe = words.replace(/\p{Cc}/gu, "");
  for (const value of sent.filter((value) => value !== "").sort((a, b) => b.length - a.length)) {
    safe = safe.split(value).join("[redacted]");
  }
  safe = safe.replace(/[A-Za-z0-9@._+-]+/g, (run) => {
    const digits = run.replace(/[^0-9]/g, "").length;
    return run.includes("@") || digits >= 7 || run.length >= 20 ? "[redacted]" : run;
  });
  return [...safe].slice(0, 200).join("");
}

const DATES = [
  /^(?<weekday>[A-Z][a-z]{2}), (?<day>\d\d) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^(?<weekday>[A-Z][a-z]+day), (?<day>\d\d)-(?<month>[A-Z][a-z]{2})-(?<year>\d\d) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^(?<weekday>[A-Z][a-z]{2}) (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/,
];

/** Returns the milliseconds until the time in `Retry-After`. A date may have any of RFC 9110's three forms. */
function retryAfterMs(headers, nowMs) {
  const value = headers.find(([name]) => name.toLowerCase() === "retry-after")?.[1].trim();
  if (value === undefined) return undefined;
  if (/^[0-9]+$/.test(value)) return Number(value) * 1000;
  const found = DATES.map((form) => form.exec(value)?.groups).find((groups) => groups !== undefined);
  if (found === undefined) return undefined;
  const year = found.year.length === 2 ? `19${found.year}` : found.year;
  return Math.max(0, Date.parse(`${found.day.trim()} ${found.month} ${year} ${found.time} GMT`) - nowMs);
}

/** Returns the bytes of a case's body. */
export function bytesOf(response) {
  if (response.bodyBase64 !== undefined) return Buffer.from(response.bodyBase64, "base64");
  const { prefix, unit, times, suffix } = response.bodyRepeat ?? {};
  return Buffer.from(response.body ?? prefix + unit.repeat(times) + suffix, "utf8");
}

/** Returns the expected result of `case_` by the model of its provider: `{ value, secrets? }` or `{ error }`. */
export function expected(model, case_, auth) {
  const { provider, repeatable } = model;
  const { response, input } = case_;
  const secrets = case_.includeSecrets === true;
  const strings = Object.values(input).flat().filter((value) => typeof value === "string");
  const sent = [...strings, ...Object.values(auth ?? {})];
  const raise = (error) =>
    new Failure(compact({ retryable: false, provider, status: response.status, ...error }));
  const told = (body) => {
    const { words, ...rest } = model.envelope(body);
    return { ...rest, providerText: words === undefined ? undefined : scrub(words, sent) || undefined };
  };
  const context = {
    secrets,
    input,
    withProfile: (user) => ({ ...user, profile: compact({ provider, ...model.profile(user) }) }),
    refused: (body, code) => raise({ code, ...told(body) }),
  };
  try {
    const bytes = bytesOf(response);
    if (bytes.length > CAP) throw raise({ code: "RESPONSE_TOO_LARGE", status: undefined });
    const body = parse(decode(bytes), { repairs: true });
    const wait = retryAfterMs(response.headers, case_.nowMs ?? 0);
    if (response.status === 429) throw raise({ code: "RATE_LIMITED", retryable: repeatable, retryAfterMs: wait, ...told(body) });
    if (response.status === 401 || response.status === 403) throw raise({ code: "UNAUTHENTICATED", ...told(body) });
    if (response.status < 200 || response.status > 299) {
      const again = repeatable && [408, 500, 502, 503, 504].includes(response.status);
      throw raise({ code: "HTTP_STATUS", retryable: again, retryAfterMs: wait, ...told(body) });
    }
    try {
      if (body?.type !== "object") throw new Flaw("");
      const value = model.read(body, context);
      return secrets ? apart(value) : { value };
    } catch (error) {
      if (!(error instanceof Flaw)) throw error;
      throw raise({ code: "MALFORMED_RESPONSE", field: error.path, ...told(body) });
    }
  } catch (error) {
    if (error instanceof Failure) return { error: error.error };
    throw error;
  }
}

/** Splits a record into the record without its groups of secrets, and the groups by their paths. */
function apart(value) {
  const secrets = {};
  const strip = (node, path) => {
    if (Array.isArray(node)) return node.map((item, index) => strip(item, `${path}${index}.`));
    if (node === null || typeof node !== "object") return node;
    const rest = {};
    for (const [name, item] of Object.entries(node)) {
      if (name !== "secrets") rest[name] = strip(item, `${path}${name}.`);
      else for (const [own, words] of Object.entries(item)) secrets[`${path}secrets.${own}`] = words;
    }
    return rest;
  };
  return { value: strip(value, ""), secrets };
}
