import type { LookupErrorJson } from "mingpian";

/** What the app's own server said instead of signing. Without a status it said nothing. */
export interface NotSigned {
  readonly status?: number;
  readonly reason?: string;
}

/** What went wrong, the same for both doors. `PAGE` is the page's own: no service has a part in it. */
export type FailureFacts = Omit<LookupErrorJson, "code"> & {
  readonly code: LookupErrorJson["code"] | "PAGE";
  /** Set where the service was not asked, because the app's server did not sign. */
  readonly notSigned?: NotSigned | undefined;
};

export class Failure extends Error {
  readonly facts: FailureFacts;

  constructor(facts: FailureFacts, options?: ErrorOptions) {
    super(facts.message, options);
    this.name = "Failure";
    this.facts = facts;
  }
}

/** Whatever was thrown, as a `Failure`. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return new Failure({ code: "PAGE", message, retryable: false }, { cause: thrown });
}
