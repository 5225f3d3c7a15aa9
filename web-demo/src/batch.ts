import type { QuanshiAccount, QuanshiUsers } from "mingpian";
import { Failure, toFailure, type FailureFacts } from "./doors/failure";
import { allOf, countOf, type Identifiers } from "./identifiers";

const IN_FLIGHT = 4;

export interface FailedPart {
  readonly facts: FailureFacts;
  readonly identifiers: readonly string[];
}

/** What became of every identifier of a list, over all the calls it took. */
export interface BatchOutcome {
  readonly found: ReadonlyMap<string, QuanshiAccount>;
  readonly notFound: readonly string[];
  readonly unreadable: QuanshiUsers["unreadable"];
  readonly unasked: ReadonlyMap<string, QuanshiAccount>;
  readonly failed: readonly FailedPart[];
  /** Not asked, or not answered, because the list was stopped before. */
  readonly stopped: readonly string[];
  readonly requestIds: readonly string[];
}

/**
 * Asks for the parts, several at a time. A part that fails costs itself; only a cancellation and refused
 * credentials, which would be refused again, stop the rest. The failure of an only part is the whole list's.
 */
export async function askAll(
  parts: readonly Identifiers[],
  ask: (part: Identifiers) => Promise<QuanshiUsers>,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<BatchOutcome> {
  const answers: (QuanshiUsers | FailureFacts | undefined)[] = parts.map(() => undefined);
  const queue = parts.entries();
  let refused = false;
  let done = 0;
  const worker = async (): Promise<void> => {
    for (const [index, part] of queue) {
      if (signal.aborted || refused) return;
      try {
        answers[index] = await ask(part);
      } catch (thrown) {
        const { facts } = toFailure(thrown);
        answers[index] = facts;
        refused ||= facts.code === "UNAUTHENTICATED";
      }
      done += countOf(part);
      onProgress(done);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  const [only, ...others] = answers;
  if (only !== undefined && "code" in only && others.length === 0) throw new Failure(only);
  return gather(parts, answers);
}

function gather(
  parts: readonly Identifiers[],
  answers: readonly (QuanshiUsers | FailureFacts | undefined)[],
): BatchOutcome {
  const found = new Map<string, QuanshiAccount>();
  const unasked = new Map<string, QuanshiAccount>();
  const notFound: string[] = [];
  const unreadable: QuanshiUsers["unreadable"][number][] = [];
  const failed: FailedPart[] = [];
  const stopped: string[] = [];
  const requestIds: string[] = [];
  for (const [index, part] of parts.entries()) {
    const answer = answers[index];
    if (answer === undefined || ("code" in answer && answer.code === "CANCELLED")) {
      stopped.push(...allOf(part));
    } else if ("code" in answer) {
      failed.push({ facts: answer, identifiers: allOf(part) });
    } else {
      for (const [identifier, account] of answer.found) found.set(identifier, account);
      for (const [key, account] of answer.unasked) unasked.set(key, account);
      notFound.push(...answer.notFound);
      unreadable.push(...answer.unreadable);
      if (answer.requestId !== undefined) requestIds.push(answer.requestId);
    }
  }
  return { found, notFound, unreadable, unasked, failed, stopped, requestIds };
}
