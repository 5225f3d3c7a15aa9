import { Dmtz, type DmtzUser } from "mingpian";
import type { About } from "../about";
import type { One } from "../doors/door";
import { h, put } from "../dom";
import { oneUser } from "../result";
import { freshCode } from "../sandbox";
import { textField } from "../forms/field";
import { serviceForm, type ServiceForm } from "../forms/form";
import { ownWords } from "../i18n";

const say = ownWords({
  en: {
    name: "WeChat sign-in",
    note: "Finds the user behind a single-use WeChat code.",
    code: "WeChat code",
    newCode: "New code",
    codeHint: "A code can be used once, within five minutes.",
    codeFresh: "Here is a fresh code.",
    codeSpent: "The form now has a new code for the next lookup.",
    codeUnavailable: "No local service issues codes here. Please paste one.",
  },
  zh: {
    name: "微信授权",
    note: "用一次性的微信 code 查出对应的用户。",
    code: "微信 code",
    newCode: "换一个",
    codeHint: "code 只能用一次，五分钟内有效。",
    codeFresh: "已换成新的 code。",
    codeSpent: "已为下次查询换上新的 code。",
    codeUnavailable: "这里没有发放 code 的本地服务，请粘贴一个。",
  },
});

export const service: About = {
  provider: "dmtz",
  name: say((w) => w.name),
  note: say((w) => w.note),
  stamp: "微信",
  isSingleUse: true,
};

export function form(): ServiceForm {
  const code = textField({ id: "dmtz-code", label: say((w) => w.code), hint: say((w) => w.codeHint) });
  const fresh = h("button", { type: "button", "data-testid": "dmtz-new-code" }, say((w) => w.newCode));
  const news = h("p", { class: "hint news", role: "status", "data-testid": "dmtz-code-news" });
  const row = h("div", { class: "with-button" });
  code.input.replaceWith(row);
  row.append(code.input, fresh);
  code.element.append(news);

  const replace = async (said: "codeFresh" | "codeSpent" | undefined): Promise<void> => {
    const next = await freshCode();
    if (next !== undefined) code.input.value = next;
    put(news, next === undefined ? say((w) => w.codeUnavailable) : said && say((w) => w[said]));
  };
  fresh.addEventListener("click", () => void replace("codeFresh"));

  let asked = "";
  return serviceForm("dmtz", {
    fields: [code.element],
    lookup: () => {
      asked = code.input.value.trim();
      const question = { code: asked };
      const lookup: One<DmtzUser> = {
        provider: "dmtz",
        question,
        auth: {},
        call: (baseUrl, options) => new Dmtz({ baseUrl }).getUserInfo(question, options),
      };
      return { run: async (door, settings, watch) => oneUser(await door.one(lookup, settings, watch)) };
    },
    begin: () => replace(undefined),
    // The next code may have been pasted while the answer was on its way.
    renew: async () => (code.input.value.trim() === asked && asked !== "" ? replace("codeSpent") : undefined),
  });
}
