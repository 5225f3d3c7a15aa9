/** What a service is asked about, one list for each kind. */
export interface Identifiers {
  readonly emails: readonly string[];
  readonly mobiles: readonly string[];
  readonly loginNames: readonly string[];
}

const SEPARATORS = /[\s,;\u{ff0c}\u{ff1b}\u{3001}]+/u;
const MOBILE = /^\+?\d[\d-]*$/u;

/** Takes a pasted text apart. Each identifier is kept once, as it was written, in the order it was pasted. */
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

/** Every identifier, in the order in which the services answer. */
export function allOf({ emails, mobiles, loginNames }: Identifiers): string[] {
  return [...emails, ...mobiles, ...loginNames];
}

export function countOf({ emails, mobiles, loginNames }: Identifiers): number {
  return emails.length + mobiles.length + loginNames.length;
}

/** How many requests it takes to ask for all of them. */
export function requestsFor({ emails, mobiles, loginNames }: Identifiers, maxPerList: number): number {
  return Math.ceil(Math.max(emails.length, mobiles.length, loginNames.length) / maxPerList);
}
