import { Quanshi, type QuanshiToken } from "mingpian";
import { quanshiGetUsersByEmailsMobiles } from "mingpian/core";
import type { About } from "../about";
import { gather } from "../batch";
import type { Many, Way } from "../doors/door";
import { h, put } from "../dom";
import { allOf, countOf, requestsFor, sortIdentifiers } from "../identifiers";
import { manyAccounts } from "../list";
import { choiceField, credentialsNote, fold, labelled, secretField, selectField, textField } from "../forms/field";
import { serviceForm, type ServiceForm } from "../forms/form";
import { ownWords } from "../i18n";

const NUMBERS = { en: new Intl.NumberFormat("en"), zh: new Intl.NumberFormat("zh-CN") };
const say = ownWords({
  en: {
    name: "Quanshi",
    note: "Finds accounts by email, mobile number, or login name. Paste as many as you like.",
    who: "Whom to look up",
    whoHint: "Emails, mobile numbers, and login names, separated by anything.",
    sampleFew: "Sample of 3",
    sampleMany: "Sample of 1,000",
    emails: (n: number) => (n === 1 ? "1 email" : `${NUMBERS.en.format(n)} emails`),
    mobiles: (n: number) => (n === 1 ? "1 mobile" : `${NUMBERS.en.format(n)} mobiles`),
    loginNames: (n: number) => (n === 1 ? "1 login name" : `${NUMBERS.en.format(n)} login names`),
  },
  zh: {
    name: "全时",
    note: "按邮箱、手机号或登录名查询账号，一次粘贴多少都行。",
    who: "要查的人",
    whoHint: "邮箱、手机号、登录名都可以，分隔符不限。",
    sampleFew: "示例 3 个",
    sampleMany: "示例 1,000 个",
    emails: (n: number) => `${NUMBERS.zh.format(n)} 个邮箱`,
    mobiles: (n: number) => `${NUMBERS.zh.format(n)} 个手机号`,
    loginNames: (n: number) => `${NUMBERS.zh.format(n)} 个登录名`,
  },
});

export const service: About = {
  provider: "quanshi",
  name: say((w) => w.name),
  note: say((w) => w.note),
  stamp: "全时",
};

const SAMPLE_FEW = ["person1@example.com", "10000000002", "person3"];
const sampleMany = (): string[] => Array.from({ length: 1000 }, (_, index) => `person${index + 1}@example.com`);

export function form(): ServiceForm {
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
  const way = (): Way<QuanshiToken> =>
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
      h("span", { "data-count": emails.length }, say((w) => w.emails(emails.length))),
      h("span", { "data-count": mobiles.length }, say((w) => w.mobiles(mobiles.length))),
      h("span", { "data-count": loginNames.length }, say((w) => w.loginNames(loginNames.length))),
      requests > 1 ? h("span", { class: "calls", "data-count": requests }, (w) => w.requests(requests)) : undefined,
    );
  };
  const fillIn = (identifiers: readonly string[]): void => {
    who.value = identifiers.join("\n");
    count();
  };
  who.addEventListener("input", count);
  const few = h("button", { type: "button", class: "quiet", "data-testid": "quanshi-sample-few" }, say((w) => w.sampleFew));
  const many = h(
    "button",
    { type: "button", class: "quiet", "data-testid": "quanshi-sample-many" },
    say((w) => w.sampleMany),
  );
  few.addEventListener("click", () => fillIn(SAMPLE_FEW));
  many.addEventListener("click", () => fillIn(sampleMany()));
  fillIn(SAMPLE_FEW);

  const shown = serviceForm("quanshi", {
    fields: [
      labelled(
        "quanshi-who",
        say((w) => w.who),
        who,
        say((w) => w.whoHint),
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
      const { emails, mobiles, loginNames } = asked;
      const lookup: Many<QuanshiToken> = {
        provider: "quanshi",
        lists: [emails, mobiles, loginNames],
        way: way(),
        call: (baseUrl, auth, options) => new Quanshi({ baseUrl, auth }).pages(asked, options),
      };
      return {
        total: countOf(asked),
        run: async (door, settings, watch, onProgress) =>
          manyAccounts(
            await gather(allOf(asked), (onPage) => door.many(lookup, settings, { ...watch, onProgress, onPage })),
          ),
      };
    },
  });
  // Enter begins a new line in this field. With Ctrl or Command it submits the form.
  who.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) shown.element.requestSubmit();
  });
  return shown;
}
