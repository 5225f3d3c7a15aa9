import { quanshiGetUsersByEmailsMobiles } from "mingpian/core";
import { gather } from "../batch";
import type { QuanshiWay } from "../doors/door";
import { h, put } from "../dom";
import { countOf, requestsFor, sortIdentifiers } from "../identifiers";
import { manyAccounts } from "../list";
import { choiceField, credentialsNote, fold, labelled, secretField, selectField, textField } from "./field";
import { serviceForm, type ServiceForm } from "./form";

const SAMPLE_FEW = ["person1@example.com", "10000000002", "person3"];
const sampleMany = (): string[] => Array.from({ length: 1000 }, (_, index) => `person${index + 1}@example.com`);

export function quanshiForm(): ServiceForm {
  const signer = textField({
    id: "quanshi-signer",
    label: (w) => w.signer,
    value: `${location.origin}/app/quanshi/authorize`,
    hint: (w) => w.signerHint,
    inputMode: "url",
  });
  const token = secretField({
    id: "quanshi-token",
    name: "token",
    label: (w) => w.token,
    value: "00112233445566778899aabbccddeeff",
  });
  const tokenIn = selectField<"header" | "body">({ id: "quanshi-token-in", label: (w) => w.tokenIn }, [
    ["header", (w) => w.tokenInHeader],
    ["body", (w) => w.tokenInBody],
  ]);
  const signerFields = h("div", { class: "fields" }, signer.element);
  const tokenFields = h(
    "div",
    { class: "fields", hidden: true },
    token.element,
    tokenIn.element,
    credentialsNote((w) => w.sampleCredentials),
  );
  const signIn = choiceField<"signer" | "token">(
    "quanshi-sign-in",
    (w) => w.signIn,
    [
      ["signer", (w) => w.withSigner],
      ["token", (w) => w.withToken],
    ],
    (chosen) => {
      signerFields.hidden = chosen !== "signer";
      tokenFields.hidden = chosen !== "token";
    },
  );
  const way = (): QuanshiWay =>
    signIn.chosen() === "token"
      ? { token: token.input.value, in: tokenIn.chosen() }
      : { signer: signer.input.value.trim() };

  const who = h("textarea", {
    id: "quanshi-who",
    rows: 5,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    "aria-describedby": "quanshi-who-hint",
    "data-testid": "quanshi-who",
  });
  const counts = h("p", { class: "counts", role: "status", "data-testid": "quanshi-counts" });
  const count = (): void => {
    const { emails, mobiles, loginNames } = sortIdentifiers(who.value);
    const requests = requestsFor({ emails, mobiles, loginNames }, quanshiGetUsersByEmailsMobiles.maxPerList);
    put(
      counts,
      h("span", { "data-count": emails.length }, (w) => w.emails(emails.length)),
      h("span", { "data-count": mobiles.length }, (w) => w.mobiles(mobiles.length)),
      h("span", { "data-count": loginNames.length }, (w) => w.loginNames(loginNames.length)),
      requests > 1 ? h("span", { class: "calls", "data-count": requests }, (w) => w.requests(requests)) : undefined,
    );
  };
  const fillIn = (identifiers: readonly string[]): void => {
    who.value = identifiers.join("\n");
    count();
  };
  who.addEventListener("input", count);
  const few = h("button", { type: "button", class: "quiet", "data-testid": "quanshi-sample-few" }, (w) => w.sampleFew);
  const many = h(
    "button",
    { type: "button", class: "quiet", "data-testid": "quanshi-sample-many" },
    (w) => w.sampleMany,
  );
  few.addEventListener("click", () => fillIn(SAMPLE_FEW));
  many.addEventListener("click", () => fillIn(sampleMany()));
  fillIn(SAMPLE_FEW);

  const form = serviceForm("quanshi", {
    fields: [
      labelled(
        "quanshi-who",
        (w) => w.who,
        who,
        (w) => w.whoHint,
      ),
      counts,
      h("div", { class: "samples" }, few, many),
      fold(
        (w) => w.credentials,
        "quanshi-credentials",
        signIn.element,
        signerFields,
        tokenFields,
      ),
    ],
    lookup: () => {
      const asked = sortIdentifiers(who.value);
      const chosen = way();
      return {
        total: countOf(asked),
        run: async (door, settings, watch, onProgress) =>
          manyAccounts(
            await gather(asked, (onPage) => door.quanshi(asked, chosen, settings, { ...watch, onProgress, onPage })),
          ),
      };
    },
  });
  // Enter begins a new line in this field. With Ctrl or Command it submits the form.
  who.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.element.requestSubmit();
  });
  return form;
}
