import type { Answers } from "mingpian";
import type { Person } from "./about";
import { Failure, toFailure, type FailureFacts } from "./doors/failure";

type Users = Answers<Person>;

/** Identifiers whose request failed, and the failure. */
export interface FailedPart {
  readonly facts: FailureFacts;
  readonly identifiers: readonly string[];
}

/** The result of one request. */
export type Page = { readonly users: Users } | { readonly failed: FailedPart };

/** The result for every identifier, over all requests. */
export interface BatchOutcome {
  readonly found: ReadonlyMap<string, Person>;
  readonly notFound: readonly string[];
  readonly unreadable: Users["unreadable"];
  readonly unasked: ReadonlyMap<string, Person>;
  readonly failed: readonly FailedPart[];
  /** The identifiers that have no answer because the lookup was stopped. */
  readonly stopped: readonly string[];
  readonly requestIds: readonly string[];
}

/**
 * Merges pages, in the order of the lists. Requests that failed for the same reason become one part. If every request
 * failed for the same reason, throws that failure.
 */
export async function gather(
  asked: readonly string[],
  ask: (onPage: (page: Page) => void) => Promise<void>,
): Promise<BatchOutcome> {
  const answers: Users[] = [];
  const failures = new Map<string, { readonly facts: FailureFacts; readonly identifiers: string[] }>();
  try {
    await ask((page) => {
      if ("users" in page) {
        answers.push(page.users);
        return;
      }
      const { facts, identifiers } = page.failed;
      if (facts.code === "CANCELLED") return;
      const kind = JSON.stringify({ ...facts, requestId: undefined });
      const alike = failures.get(kind) ?? { facts, identifiers: [] };
      alike.identifiers.push(...identifiers);
      failures.set(kind, alike);
    });
  } catch (thrown) {
    const failure = toFailure(thrown);
    // These two errors stop the other requests, and the pages contain them.
    if (!["CANCELLED", "UNAUTHENTICATED"].includes(failure.facts.code)) throw failure;
  }
  const failed = [...failures.values()];
  const told = new Set([...answers.flatMap(identifiersOf), ...failed.flatMap(({ identifiers }) => identifiers)]);
  const stopped = asked.filter((identifier) => !told.has(identifier));
  const [only, ...others] = failed;
  if (only !== undefined && others.length + answers.length + stopped.length === 0) throw new Failure(only.facts);
  return { ...inOrder(asked, answers), failed, stopped };
}

function identifiersOf({ found, notFound, unreadable }: Users): string[] {
  return [...found.keys(), ...notFound, ...unreadable.map(({ identifier }) => identifier)];
}

function inOrder(asked: readonly string[], answers: readonly Users[]): Omit<BatchOutcome, "failed" | "stopped"> {
  const places = new Map(asked.map((identifier, place) => [identifier, place]));
  // Keys that were not asked for come last.
  const place = (identifier: string): number => places.get(identifier) ?? places.size;
  return {
    found: new Map(answers.flatMap(({ found }) => [...found]).sort(([a], [b]) => place(a) - place(b))),
    notFound: answers.flatMap(({ notFound }) => notFound).sort((a, b) => place(a) - place(b)),
    unreadable: answers
      .flatMap(({ unreadable }) => unreadable)
      .sort((a, b) => place(a.identifier) - place(b.identifier)),
    unasked: new Map(answers.flatMap(({ unasked }) => [...unasked])),
    requestIds: answers.flatMap(({ requestId }) => requestId ?? []),
  };
}
