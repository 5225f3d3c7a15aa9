// The reading model: what a response must become, written from the rules and sharing nothing with the core.
// Every expectation in the response files is written by hand; this model must come to the same result, or
// the generator stops.

import { parse } from "./json.mjs";
import { DMTZ_USER, MYSOFT_USER, QUANSHI_ACCOUNT } from "./records.mjs";

const CAP = 8 * 1024 * 1024;

function decode(bytes) {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

// Records.

/** A value that does not fit; `path` is where. */
class Flaw extends Error {
  constructor(path) {
    super(path);
    this.path = path;
  }
}

const isNothing = (node) =>
  node === undefined ||
  node.type === "null" ||
  (node.type === "object" && node.members.length === 0) ||
  (node.type === "array" && node.items.length === 0);
const isEmptyString = (node) => node.type === "string" && node.value === "";
const under = (path, name) => (path === "" ? name : `${path}.${name}`);

/** The last member of that name. */
const member = (node, name) => node.members.findLast(([key]) => key === name)?.[1];

/** A whole number that is exact in JavaScript, in decimal with or without a fraction and an exponent. */
function integer(written) {
  const found = /^(?<sign>-?)(?<whole>[0-9]{1,16})(?:\.(?<fraction>[0-9]{1,16}))?(?:[eE](?<power>[+-]?[0-9]{1,16}))?$/.exec(written)?.groups;
  if (found === undefined) return undefined;
  const { sign, whole, fraction = "", power = "0" } = found;
  const shift = Number(power) - fraction.length;
  if (Math.abs(Number(power)) > 400) return undefined;
  const size = BigInt(whole + fraction) * 10n ** BigInt(Math.max(shift, 0));
  const unit = 10n ** BigInt(Math.max(-shift, 0));
  const value = Number(`${sign}${size / unit}`);
  return size % unit === 0n && Number.isSafeInteger(value) ? value + 0 : undefined;
}

/** The entries of a list, or of an object whose keys are whole numbers. */
function entries(node, path) {
  if (node.type === "array") return node.items;
  if (node.type === "object" && node.members.every(([key]) => /^[0-9]+$/.test(key))) return node.members.map(([, item]) => item);
  throw new Flaw(path);
}

/** What a value is as that kind; undefined when it is nothing. `lose` is called if entries of a list cannot be read. */
function cell(field, node, path, secrets, lose = () => {}) {
  if (isNothing(node)) return undefined;
  switch (field.kind) {
    case "text":
      if (node.type === "string") return node.value;
      if (node.type === "object" || node.type === "array") throw new Flaw(path);
      return node.raw;
    case "any":
      return node.type === "string" ? node.value : node.raw;
    case "flag": {
      const word = node.type === "string" ? node.value.toLowerCase() : node.raw;
      if (node.type === "string" && word === "") return undefined;
      if (node.type !== "object" && node.type !== "array") {
        if (word === "true" || integer(word) === 1) return true;
        if (word === "false" || integer(word) === 0) return false;
      }
      throw new Flaw(path);
    }
    case "int": {
      if (isEmptyString(node)) return undefined;
      const quoted = node.type === "string";
      const value = quoted || node.type === "number" ? integer(quoted ? node.value : node.raw) : undefined;
      if (value === undefined) throw new Flaw(path);
      return value;
    }
    case "one":
      return isEmptyString(node) ? undefined : row(field.record, node, path, secrets);
    case "list":
      if (isEmptyString(node)) return undefined;
      return entries(node, path)
        .filter((item) => !isNothing(item) && !isEmptyString(item))
        .flatMap((item) => {
          const found = readable(() => row(field.record, item, "", secrets));
          if (found === undefined) lose();
          return found ?? [];
        });
    case "texts":
      return entries(node, path).map((item) => {
        const value = cell({ kind: "text" }, item, `${path}[]`, secrets);
        if (value === undefined) throw new Flaw(`${path}[]`);
        return value;
      });
    case "embedded": {
      if (isEmptyString(node)) return undefined;
      const written = node.type === "string" ? node.value : node.raw;
      const inner = parse(written);
      if (inner?.type !== "object") return { text: written };
      return compact({ text: written, value: readable(() => row(field.record, inner, "", secrets)) });
    }
  }
  throw new Error(`no such kind: ${field.kind}`);
}

/** What `read` returns, or undefined where it finds a flaw. */
function readable(read) {
  try {
    return read();
  } catch (error) {
    if (error instanceof Flaw) return undefined;
    throw error;
  }
}

function row(record, node, path, secrets) {
  if (node.type !== "object") throw new Flaw(path);
  const value = {};
  const kept = {};
  const unreadableFields = [];
  let group = false;
  for (const [name, field] of Object.entries(record)) {
    group ||= field.secret === true;
    if (field.secret === true && !secrets) continue;
    const wire = field.wire ?? name;
    const spelling = (key) => {
      const written = member(node, key);
      const lose = () => unreadableFields.push(key);
      const found = readable(() => ({ value: cell(field, written, "", secrets, lose) }));
      if (found === undefined) lose();
      return found?.value;
    };
    const spellings = [wire, ...(field.second === undefined ? [] : [field.second])].map(spelling);
    let found = spellings.find((value) => value !== undefined);
    if (found === undefined && field.required === true) throw new Flaw(under(path, wire));
    found ??= field.preset ?? (field.kind === "list" || field.kind === "texts" ? [] : undefined);
    if (found !== undefined) (field.secret === true ? kept : value)[name] = found;
  }
  if (group && secrets) value.secrets = kept;
  value.unreadableFields = [...new Set(unreadableFields)];
  return value;
}

// Profiles.

const first = (...candidates) => candidates.find((candidate) => candidate !== undefined && candidate !== "");
const compact = (value) => Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));

const PROFILES = {
  dmtz: (user) => ({
    id: user.id,
    displayName: first(user.realName, user.name, user.surname, user.userName),
    phone: first(user.phoneNumber, user.phoneNumberMask),
    email: first(user.email),
    avatarUrl: first(user.avatarUrl),
    tenant: first(user.tenantId),
  }),
  mysoft: (user) => ({
    id: user.id,
    displayName: first(user.name, user.erpUserCode),
    phone: first(user.phone),
    avatarUrl: first(user.avatar),
    organization: first(user.belongDept[0]?.deptName),
    tenant: first(user.tenantName, user.tenantCode),
  }),
  quanshi: (account) => ({
    id: String(account.userId),
    displayName: first(account.displayName, account.lastName, account.firstName, account.loginName),
    phone: first(account.mobile),
    email: first(account.email),
    organization: first(account.companyName),
    tenant: first(account.customerCode),
  }),
};
const withProfile = (provider, user) => ({ ...user, profile: compact({ provider, ...PROFILES[provider](user) }) });

// Failures.

class Failure extends Error {
  constructor(error) {
    super(error.code);
    this.error = error;
  }
}

/** A provider's words without what must not be logged. `sent`: the values that the request carried. */
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

/** A member of an envelope that is only looked at when something went wrong; of another type it is not there. */
const glance = (kind, node, name) => {
  if (node?.type !== "object") return undefined;
  try {
    return cell({ kind }, member(node, name), name, false);
  } catch (error) {
    if (error instanceof Flaw) return undefined;
    throw error;
  }
};

/** providerCode, providerText and requestId, where a body is the vendor's envelope. */
const ENVELOPES = {
  dmtz: (body) => ({ providerCode: glance("int", body, "code"), words: glance("text", body, "msg") }),
  mysoft: (body) => {
    const success = one(body, "success");
    const data = body?.type === "object" ? member(body, "data") : undefined;
    if (success === 1) return { providerCode: one(data, "code"), words: glance("text", data, "message") };
    return { providerCode: success, words: data?.type === "string" ? data.value : undefined };
  },
  quanshi: (body) => ({
    providerCode: glance("int", body, "status"),
    words: glance("text", body, "msg"),
    requestId: glance("text", body, "request_id") ?? glance("text", body, "reqid"),
  }),
};
/** Mysoft's 1 may be written as `true`. */
const one = (node, name) => (glance("text", node, name) === "true" ? 1 : glance("int", node, name));

/** A status member: 1 for `true` where that is allowed, a flaw where it is missing or no integer. */
function verdict(node, name, path, truth) {
  const found = member(node, name);
  if (truth && found?.type === "true") return 1;
  const value = cell({ kind: "int" }, found, path, false);
  if (value === undefined) throw new Flaw(path);
  return value;
}

const READERS = {
  dmtz(body, context) {
    const code = verdict(body, "code", "code", false);
    if (code !== 200) throw context.refused(body, code === 401 || code === 403 ? "UNAUTHENTICATED" : "REJECTED");
    const data = member(body, "data");
    // The flat form applies only if there is nothing under data.
    const nested = !isNothing(data) && !isEmptyString(data);
    if (nested && data.type !== "object") throw new Flaw("data");
    return withProfile("dmtz", row(DMTZ_USER, nested ? data : body, nested ? "data" : "", context.secrets));
  },
  mysoft(body, context) {
    if (verdict(body, "success", "success", true) !== 1) throw context.refused(body, "REJECTED");
    const data = member(body, "data");
    if (isNothing(data) || data.type !== "object") throw new Flaw("data");
    if (verdict(data, "code", "data.code", true) !== 1) throw context.refused(body, "REJECTED");
    const user = member(data, "user_info");
    if (isNothing(user) || user.type !== "object") throw new Flaw("data.user_info");
    return withProfile("mysoft", row(MYSOFT_USER, user, "data.user_info", context.secrets));
  },
  quanshi(body, context) {
    if (verdict(body, "status", "status", false) !== 0) throw context.refused(body, "REJECTED");
    const result = member(body, "result");
    const nobody = isNothing(result) || isEmptyString(result);
    if (!nobody && result.type !== "object") throw new Flaw("result");
    const accounts = new Map(nobody ? [] : result.members);
    const asked = [...new Set(context.sent.identifiers)];
    const answer = { found: [], notFound: [], unreadable: [], unasked: [] };
    const read = (key, found) => {
      const node = accounts.get(key);
      if (isNothing(node) || isEmptyString(node)) return "nothing";
      try {
        found.push([key, withProfile("quanshi", row(QUANSHI_ACCOUNT, node, "", false))]);
        return "found";
      } catch (error) {
        if (!(error instanceof Flaw)) throw error;
        return error;
      }
    };
    for (const key of asked) {
      const outcome = read(key, answer.found);
      if (outcome === "nothing") answer.notFound.push(key);
      if (outcome instanceof Flaw) answer.unreadable.push({ identifier: key, field: outcome.path });
    }
    for (const key of accounts.keys()) {
      const outcome = asked.includes(key) ? "nothing" : read(key, answer.unasked);
      if (outcome instanceof Flaw) answer.unreadable.push({ identifier: key, field: outcome.path });
    }
    const requestId = glance("text", body, "request_id") ?? glance("text", body, "reqid");
    return compact({ ...answer, requestId });
  },
};

const DATES = [
  /^(?<weekday>[A-Z][a-z]{2}), (?<day>\d\d) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^(?<weekday>[A-Z][a-z]+day), (?<day>\d\d)-(?<month>[A-Z][a-z]{2})-(?<year>\d\d) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^(?<weekday>[A-Z][a-z]{2}) (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/,
];

/** Milliseconds until the time that `Retry-After` names; a date may have any of RFC 9110's three forms. */
function retryAfterMs(headers, nowMs) {
  const value = headers.find(([name]) => name.toLowerCase() === "retry-after")?.[1].trim();
  if (value === undefined) return undefined;
  if (/^[0-9]+$/.test(value)) return Number(value) * 1000;
  const found = DATES.map((form) => form.exec(value)?.groups).find((groups) => groups !== undefined);
  if (found === undefined) return undefined;
  const year = found.year.length === 2 ? `19${found.year}` : found.year;
  return Math.max(0, Date.parse(`${found.day.trim()} ${found.month} ${year} ${found.time} GMT`) - nowMs);
}

/** The bytes of a case's body. */
export function bytesOf(response) {
  if (response.bodyBase64 !== undefined) return Buffer.from(response.bodyBase64, "base64");
  const { prefix, unit, times, suffix } = response.bodyRepeat ?? {};
  return Buffer.from(response.body ?? prefix + unit.repeat(times) + suffix, "utf8");
}

/** What `case_` of `provider` must give: `{ value, secrets? }` or `{ error }`. */
export function expected(provider, case_, auth) {
  const { response, input } = case_;
  const secrets = case_.includeSecrets === true;
  const identifiers = ["emails", "mobiles", "loginNames"].flatMap((list) => input[list] ?? []);
  const strings = Object.values(input).flat().filter((value) => typeof value === "string");
  const sent = { identifiers, values: [...strings, ...Object.values(auth ?? {})] };
  const safe = provider !== "dmtz";
  const raise = (error) =>
    new Failure(compact({ retryable: false, provider, status: response.status, ...error }));
  const told = (body) => {
    const { words, ...rest } = ENVELOPES[provider](body);
    return { ...rest, providerText: words === undefined ? undefined : scrub(words, sent.values) || undefined };
  };
  const context = {
    secrets,
    sent,
    refused: (body, code) => raise({ code, ...told(body) }),
  };
  try {
    const bytes = bytesOf(response);
    if (bytes.length > CAP) throw raise({ code: "RESPONSE_TOO_LARGE", status: undefined });
    const body = parse(decode(bytes), { repairs: true });
    const wait = retryAfterMs(response.headers, case_.nowMs ?? 0);
    if (response.status === 429) throw raise({ code: "RATE_LIMITED", retryable: safe, retryAfterMs: wait, ...told(body) });
    if (response.status === 401 || response.status === 403) throw raise({ code: "UNAUTHENTICATED", ...told(body) });
    if (response.status < 200 || response.status > 299) {
      const again = safe && [408, 500, 502, 503, 504].includes(response.status);
      throw raise({ code: "HTTP_STATUS", retryable: again, retryAfterMs: wait, ...told(body) });
    }
    try {
      if (body?.type !== "object") throw new Flaw("");
      const value = READERS[provider](body, context);
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

/** The record without its groups of secrets, and those by their paths. */
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
