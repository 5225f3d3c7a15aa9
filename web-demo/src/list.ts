import type { Person } from "./about";
import type { BatchOutcome } from "./batch";
import { card, smallCard } from "./card";
import { h, type Child, type Phrase } from "./dom";
import { errorSlip, errorTitle } from "./errors";
import { rawFields, rawTable } from "./raw";
import type { Result } from "./result";

const STEP = 200;

/** Shows the result for every identifier. */
export function manyAccounts(outcome: BatchOutcome): Result {
  const { found, notFound, unreadable, unasked, failed, stopped, requestIds } = outcome;
  const content = [
    tally(outcome),
    ...failed.map(({ facts, identifiers }) =>
      section(
        "failed",
        (w) => w.failedPart(identifiers.length),
        undefined,
        true,
        errorSlip(facts),
        inSteps(identifiers, "chips", chip),
      ),
    ),
    chips(
      "stopped",
      (w) => w.stopped,
      (w) => w.stoppedHint,
      stopped,
      chip,
    ),
    found.size === 1 ? alone(found) : accounts([...found], "found"),
    chips("not-found", (w) => w.notFound, undefined, notFound, chip),
    chips(
      "unreadable",
      (w) => w.unreadable,
      (w) => w.unreadableHint,
      unreadable,
      ({ identifier, field }) => chip(identifier, " ", h("code", {}, field === "" ? (w) => w.wholeAnswer : field)),
    ),
    unasked.size === 0
      ? undefined
      : section(
          "unasked",
          (w) => w.unasked,
          (w) => w.unaskedHint,
          true,
          accounts([...unasked], "unasked-accounts"),
        ),
    chips("request-ids", (w) => w.requestIds, undefined, requestIds, chip),
  ];
  return { heading: headline(outcome), content: content.filter((part) => part !== undefined) };
}

function headline({ found, failed, unreadable, stopped }: BatchOutcome): Phrase {
  const { size } = found;
  if (size > 1) return (w) => w.foundMany(size);
  if (size === 1) return (w) => w.foundOne;
  const [failure] = failed;
  if (failure !== undefined) return errorTitle(failure.facts);
  if (stopped.length > 0) return (w) => w.stoppedTitle;
  return (w) => (unreadable.length > 0 ? w.errorTitle.MALFORMED_RESPONSE : w.foundNobody);
}

function alone(found: BatchOutcome["found"]): HTMLElement {
  const people = h("div", { "data-testid": "found" });
  for (const account of found.values()) people.append(card(account.profile), rawFields(account));
  return people;
}

/** Shows the counts, unless the headline already contains them. */
function tally({ found, notFound, unreadable, unasked, failed, stopped }: BatchOutcome): HTMLElement | undefined {
  const missing = failed.reduce((sum, { identifiers }) => sum + identifiers.length, 0);
  const entry = (name: string, label: Phrase, n: number): Node | undefined =>
    n === 0
      ? undefined
      : h(
          "div",
          { "data-tally": name },
          h("dt", {}, label),
          h("dd", { "data-count": n }, (w) => w.count(n)),
        );
  const entries = [
    entry("found", (w) => w.found, found.size),
    entry("not-found", (w) => w.notFound, notFound.length),
    entry("unreadable", (w) => w.unreadable, unreadable.length),
    entry("unasked", (w) => w.unasked, unasked.size),
    entry("failed", (w) => w.unanswered, missing),
    entry("stopped", (w) => w.stopped, stopped.length),
  ].filter((counted) => counted !== undefined);
  return entries.length > 1 ? h("dl", { class: "tally", "data-testid": "tally" }, ...entries) : undefined;
}

function accounts(entries: readonly (readonly [string, Person])[], testId: string): HTMLElement | undefined {
  if (entries.length === 0) return undefined;
  return inSteps(entries, "people", ([identifier, account]) => h("li", {}, person(identifier, account)), testId);
}

function person(identifier: string, account: Person): HTMLElement {
  const name = account.profile.displayName ?? identifier;
  const details = h(
    "details",
    {},
    h(
      "summary",
      { title: (w) => w.details(name) },
      smallCard(account.profile),
      h("span", { class: "asked" }, identifier),
    ),
  );
  // A list may have thousands of people, so the table of a person is created when it is opened.
  details.addEventListener("toggle", () => void details.append(rawTable(account)), { once: true });
  return details;
}

const chip = (...content: readonly Child[]): Node => h("li", {}, ...content);

function chips<T>(
  name: string,
  title: Phrase,
  hint: Phrase | undefined,
  entries: readonly T[],
  toChip: (entry: T) => Node,
): HTMLElement | undefined {
  if (entries.length === 0) return undefined;
  return section(name, title, hint, entries.length <= STEP, inSteps(entries, "chips", toChip));
}

function section(
  name: string,
  title: Phrase,
  hint: Phrase | undefined,
  open: boolean,
  ...content: readonly (Node | undefined)[]
): HTMLElement {
  return h(
    "details",
    { class: "sheet", open, "data-testid": name },
    h("summary", {}, h("h3", {}, title)),
    hint && h("p", { class: "hint" }, hint),
    ...content,
  );
}

/** Shows the first two hundred entries, and a button that shows the others. */
function inSteps<T>(
  entries: readonly T[],
  className: string,
  toItem: (entry: T) => Node,
  testId?: string,
): HTMLElement {
  const list = h("ul", { class: className });
  const more = h("button", { type: "button", "data-testid": "show-more" });
  const box = h("div", { "data-testid": testId }, list);
  const grow = (): void => {
    const shown = list.childElementCount;
    const next = entries.slice(shown, shown + STEP).map((entry) => toItem(entry));
    list.append(...next);
    const left = entries.length - shown - next.length;
    if (left === 0) more.remove();
    else {
      more.replaceChildren(h("span", {}, (w) => w.showMore(Math.min(left, STEP))));
      box.append(more);
    }
  };
  more.addEventListener("click", grow);
  grow();
  return box;
}
