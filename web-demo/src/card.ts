import type { Profile, Provider } from "mingpian";
import { about } from "./about";
import { avatar } from "./avatar";
import { h, type Phrase } from "./dom";
import { maskPhone } from "./mask";

const nameOf = ({ displayName }: Profile): Phrase | string => displayName ?? ((w) => w.unnamed);

/** Shows a person as a calling card. */
export function card(profile: Profile): HTMLElement {
  const { organization, tenant } = profile;
  return h(
    "article",
    { class: "card", "data-testid": "card", "data-provider": profile.provider },
    h(
      "p",
      { class: "top" },
      h("span", { class: "organization", "data-testid": "card-organization" }, organization ?? tenant ?? ""),
      h("span", { class: "service-name" }, about(profile.provider).name),
    ),
    h(
      "div",
      { class: "who" },
      avatar(profile),
      h("h3", { class: "name", "data-testid": "card-name" }, nameOf(profile)),
    ),
    h(
      "dl",
      { class: "contact" },
      ...line((w) => w.phone, "card-phone", profile.phone && maskPhone(profile.phone)),
      ...line((w) => w.email, "card-email", profile.email),
      ...line((w) => w.tenant, "card-tenant", organization === undefined ? undefined : tenant),
      ...line((w) => w.id, "card-id", profile.id),
    ),
    stamp(profile.provider),
  );
}

/** Shows a person in a list. */
export function smallCard(profile: Profile): HTMLElement {
  return h(
    "span",
    { class: "small-card", "data-testid": "card", "data-provider": profile.provider },
    avatar(profile),
    h(
      "span",
      { class: "lines" },
      h("span", { class: "name", "data-testid": "card-name" }, nameOf(profile)),
      h("span", { class: "organization", "data-testid": "card-organization" }, profile.organization ?? ""),
      h(
        "span",
        { class: "figures" },
        h("span", { "data-testid": "card-phone" }, maskPhone(profile.phone ?? "")),
        h("span", { class: "id", "data-testid": "card-id" }, profile.id),
      ),
    ),
  );
}

function line(term: Phrase, testId: string, value: string | undefined): Node[] {
  return value === undefined || value === "" ? [] : [h("dt", {}, term), h("dd", { "data-testid": testId }, value)];
}

function stamp(provider: Provider): HTMLElement {
  return h("p", { class: "stamp", "aria-hidden": true, lang: "zh-CN" }, about(provider).stamp);
}
