import "./style/tokens.css";
import "./style/base.css";
import "./style/header.css";
import "./style/form.css";
import "./style/card.css";
import "./style/result.css";
import { setServices, type About } from "./about";
import { h } from "./dom";
import type { ServiceForm } from "./forms/form";
import { header } from "./header";
import { setLanguage } from "./i18n";
import { initialPreferences } from "./preferences";
import { service } from "./service";
import { tabs } from "./tabs";

const preferences = initialPreferences();
setLanguage(preferences.language);

const masthead = header(preferences.door, preferences.theme);
interface ServiceFile {
  readonly service: About;
  readonly form: () => ServiceForm;
}

const files = Object.values(import.meta.glob<ServiceFile>("./services/*.ts", { eager: true }));
setServices(files.map(({ service }) => service));
const shown = files.map(({ service, form }) => ({ about: service, form: form() }));

document.querySelector("#page")?.replaceWith(
  masthead.element,
  h(
    "main",
    {},
    tabs(
      (w) => w.services,
      shown.map(({ about, form }) => ({
        name: about.provider,
        title: [about.name, about.provider],
        panel: service(form, masthead.door),
      })),
    ),
  ),
  h(
    "footer",
    {},
    h("p", {}, (w) => w.footer),
  ),
);

for (const { form } of shown) await form.begin();
document.documentElement.dataset["ready"] = "1";
