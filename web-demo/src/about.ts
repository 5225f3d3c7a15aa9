import type { Profile, Provider } from "mingpian";
import type { Phrase } from "./dom";

/** The record of a person, of any service. */
export type Person = object & { readonly profile: Profile };

/** What a file in `services/` says about its service. */
export interface About {
  readonly provider: Provider;
  readonly name: Phrase;
  /** What it does, in a sentence. */
  readonly note: Phrase;
  /** What stands on the stamp of its cards. */
  readonly stamp: string;
  /** Whether a question is good once, and may be spent if a lookup fails. */
  readonly isSingleUse?: boolean;
}

let services: readonly About[] = [];

/** Says which services there are, before anything is shown. */
export function setServices(all: readonly About[]): void {
  services = all;
}

export function about(provider: Provider): About {
  const found = services.find((service) => service.provider === provider);
  if (found === undefined) throw new Error(`there is no file for ${provider} in services/`);
  return found;
}
