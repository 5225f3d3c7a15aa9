import type { LookupErrorJson } from "mingpian";

/** What the app's own server said instead of signing. Without a status, it did not answer. */
export interface NotSigned {
  readonly status?: number;
  readonly reason?: string;
}

/** What went wrong, the same for both doors. `PAGE` is an error of the page itself. */
export type FailureFacts = Omit<LookupErrorJson, "code"> & {
  readonly code: LookupErrorJson["code"] | "PAGE";
  /** Present if the service was not asked because the app's own server did not sign. */
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

/** Makes a `Failure` of anything that was thrown. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return new Failure({ code: "PAGE", message, retryable: false }, { cause: thrown });
}
