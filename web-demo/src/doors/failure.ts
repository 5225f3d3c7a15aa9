import type { LookupErrorJson } from "mingpian";

/** The reply of the app's own server if it did not sign. It has no status if the server did not respond. */
export interface NotSigned {
  readonly status?: number;
  readonly reason?: string;
}

/** The facts about a failure, which are the same for both doors. `PAGE` is an error of the page itself. */
export type FailureFacts = Omit<LookupErrorJson, "code"> & {
  readonly code: LookupErrorJson["code"] | "PAGE";
  /** Present if no request was sent to the service because the app's own server did not sign. */
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

/** Converts anything that was thrown to a `Failure`. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return new Failure({ code: "PAGE", message, retryable: false }, { cause: thrown });
}
