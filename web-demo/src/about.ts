import type { Profile, Provider } from "mingpian";
import type { Phrase } from "./dom";

/** The record of a person, of any service. */
export type Person = object & { readonly profile: Profile };

/** The description of a service, which its file in `services/` contains. */
export interface About {
  readonly provider: Provider;
  readonly name: Phrase;
  /** A sentence about what the service does. */
  readonly note: Phrase;
  /** The text of the stamp on its cards. */
  readonly stamp: string;
  /** Whether a question can be used only once, and may have been used up if a lookup fails. */
  readonly isSingleUse?: boolean;
}

let services: readonly About[] = [];

/** Sets the list of services. It has to be called before anything is shown. */
export function setServices(all: readonly About[]): void {
  services = all;
}

export function about(provider: Provider): About {
  const found = services.find((service) => service.provider === provider);
  if (found === undefined) throw new Error(`there is no file for ${provider} in services/`);
  return found;
}
