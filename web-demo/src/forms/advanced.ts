import type { Provider } from "mingpian";
import type { Settings } from "../doors/door";
import type { Phrase } from "../dom";
import type { Words } from "../i18n";
import { checkField, fold, selectField, textField } from "./field";

type Fault = keyof Words["fault"];

/** The faults that the local services can be asked for, as a part of the path. */
const FAULTS: Readonly<Record<Exclude<Fault, "none">, string>> = {
  slow: "delay:2000",
  rateLimitOnce: "rate-limit:1,times:1",
  html: "html",
  truncate: "truncate",
  notJson: "not-json",
  hang: "hang",
  close: "close",
  huge: "huge",
  wrongTypes: "wrong-types",
};

export interface Advanced {
  readonly element: HTMLElement;
  readonly settings: () => Settings;
  /** Lets a fault that happens once happen again. */
  readonly renew: () => void;
}

export function advanced(provider: Provider): Advanced {
  const id = (name: string): string => `${provider}-${name}`;
  const choice = (name: Fault) => [name, (w: Words) => w.fault[name]] as const;
  const names = Object.keys(FAULTS) as (keyof typeof FAULTS)[];
  const fault = selectField<Fault>({ id: id("fault"), label: (w) => w.misbehave }, [
    choice("none"),
    ...names.map(choice),
  ]);
  const baseUrl = textField({
    id: id("base-url"),
    label: (w) => w.baseUrl,
    value: addressOf(provider, "none"),
    inputMode: "url",
  });
  const timeout = number(id("timeout"), (w) => w.timeout, 60_000);
  const attemptTimeout = number(id("attempt-timeout"), (w) => w.attemptTimeout, 30_000);
  const maxAttempts = number(id("max-attempts"), (w) => w.maxAttempts, 3);
  const secrets = checkField({
    id: id("include-secrets"),
    label: (w) => w.includeSecrets,
    hint: (w) => w.includeSecretsHint,
  });

  let ours = baseUrl.input.value;
  const renew = (): void => {
    // A URL that the user entered is kept.
    if (baseUrl.input.value !== ours) return;
    ours = baseUrl.input.value = addressOf(provider, fault.chosen());
  };
  fault.input.addEventListener("change", () => {
    ours = baseUrl.input.value;
    renew();
  });

  return {
    element: fold(
      (w) => w.advanced,
      id("advanced"),
      fault.element,
      baseUrl.element,
      timeout.element,
      attemptTimeout.element,
      maxAttempts.element,
      secrets.element,
    ),
    settings: () => ({
      baseUrl: baseUrl.input.value.trim(),
      ...given("timeoutMs", timeout.input),
      ...given("attemptTimeoutMs", attemptTimeout.input),
      ...given("maxAttempts", maxAttempts.input),
      includeSecrets: secrets.input.checked,
    }),
    renew,
  };
}

function addressOf(provider: Provider, fault: Fault): string {
  if (fault === "none") return `${location.origin}/${provider}`;
  const spec = FAULTS[fault];
  // The services count a fault by its key. With a unique key, this page does not share the count with other pages.
  const key = spec.includes("times:") ? `,key:page-${Math.random().toString(36).slice(2)}` : "";
  return `${location.origin}/fault/${spec}${key}/${provider}`;
}

function number(id: string, label: Phrase, standard: number) {
  return textField({ id, label, placeholder: String(standard), inputMode: "numeric" });
}

function given<K extends string>(name: K, { value }: HTMLInputElement): { [N in K]?: number } {
  const written = value.trim();
  const none: { [N in K]?: number } = {};
  return written === "" ? none : { ...none, [name]: Number(written) };
}
