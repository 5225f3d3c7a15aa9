import { h, put } from "../dom";
import { oneUser } from "../result";
import { freshCode } from "../sandbox";
import { textField } from "./field";
import { serviceForm, type ServiceForm } from "./form";

export interface DmtzForm extends ServiceForm {
  /** Fills in the first code. */
  readonly begin: () => Promise<void>;
}

export function dmtzForm(): DmtzForm {
  const code = textField({ id: "dmtz-code", label: (w) => w.code, hint: (w) => w.codeHint });
  const fresh = h("button", { type: "button", "data-testid": "dmtz-new-code" }, (w) => w.newCode);
  const news = h("p", { class: "hint news", role: "status", "data-testid": "dmtz-code-news" });
  const row = h("div", { class: "with-button" });
  code.input.replaceWith(row);
  row.append(code.input, fresh);
  code.element.append(news);

  const replace = async (said: "codeFresh" | "codeSpent" | undefined): Promise<void> => {
    const next = await freshCode();
    if (next !== undefined) code.input.value = next;
    put(news, next === undefined ? (w) => w.codeUnavailable : said && ((w) => w[said]));
  };
  fresh.addEventListener("click", () => void replace("codeFresh"));

  let asked = "";
  const form = serviceForm("dmtz", {
    fields: [code.element],
    lookup: () => {
      asked = code.input.value.trim();
      return { run: async (door, settings, watch) => oneUser(await door.dmtz({ code: asked }, settings, watch)) };
    },
    // The next code may have been pasted while the answer was on its way.
    renew: async () => (code.input.value.trim() === asked && asked !== "" ? replace("codeSpent") : undefined),
  });
  return { ...form, begin: () => replace(undefined) };
}
