import "./style/tokens.css";
import "./style/base.css";
import "./style/header.css";
import "./style/form.css";
import "./style/card.css";
import "./style/result.css";
import type { Provider } from "mingpian";
import { h } from "./dom";
import { dmtzForm } from "./forms/dmtz";
import type { ServiceForm } from "./forms/form";
import { mysoftForm } from "./forms/mysoft";
import { quanshiForm } from "./forms/quanshi";
import { header } from "./header";
import { setLanguage } from "./i18n";
import { initialPreferences } from "./preferences";
import { service } from "./service";
import { tabs } from "./tabs";

const preferences = initialPreferences();
setLanguage(preferences.language);

const masthead = header(preferences.door, preferences.theme);
const dmtz = dmtzForm();
const tab = (name: Provider, form: ServiceForm) => ({
  name,
  title: [(w: { serviceName: Record<Provider, string> }) => w.serviceName[name], name],
  panel: service(form, masthead.door),
});

document.querySelector("#page")?.replaceWith(
  masthead.element,
  h(
    "main",
    {},
    tabs((w) => w.services, [tab("dmtz", dmtz), tab("mysoft", mysoftForm()), tab("quanshi", quanshiForm())]),
  ),
  h(
    "footer",
    {},
    h("p", {}, (w) => w.footer),
  ),
);

await dmtz.begin();
document.documentElement.dataset["ready"] = "1";
