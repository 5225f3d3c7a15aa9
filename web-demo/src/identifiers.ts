/** The identifiers in a question, with a list for each kind. */
export interface Identifiers {
  readonly emails: readonly string[];
  readonly mobiles: readonly string[];
  readonly loginNames: readonly string[];
}

const SEPARATORS = /[\s,;\u{ff0c}\u{ff1b}\u{3001}]+/u;
const MOBILE = /^\+?\d[\d-]*$/u;

/** Splits a pasted text. Each identifier is kept once, as written, in the order of the text. */
export function sortIdentifiers(pasted: string): Identifiers {
  const emails: string[] = [];
  const mobiles: string[] = [];
  const loginNames: string[] = [];
  for (const identifier of new Set(pasted.split(SEPARATORS))) {
    if (identifier === "") continue;
    (identifier.includes("@") ? emails : MOBILE.test(identifier) ? mobiles : loginNames).push(identifier);
  }
  return { emails, mobiles, loginNames };
}

/** Returns every identifier, in the order of the lists. */
export function allOf({ emails, mobiles, loginNames }: Identifiers): string[] {
  return [...emails, ...mobiles, ...loginNames];
}

export function countOf({ emails, mobiles, loginNames }: Identifiers): number {
  return emails.length + mobiles.length + loginNames.length;
}

/** Returns the number of requests that it takes to look up all identifiers. */
export function requestsFor({ emails, mobiles, loginNames }: Identifiers, maxPerList: number): number {
  return Math.ceil(Math.max(emails.length, mobiles.length, loginNames.length) / maxPerList);
}
