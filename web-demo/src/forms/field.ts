import { h, put, setAttribute, type Phrase } from "../dom";

interface TextOptions {
  readonly id: string;
  readonly label: Phrase;
  readonly value?: string;
  readonly placeholder?: Phrase | string;
  readonly hint?: Phrase;
  readonly inputMode?: "text" | "numeric" | "url";
}

/** The values that can be chosen, and their texts. The first value is chosen at the beginning. */
type Choices<V, S> = readonly [readonly [V, S], ...(readonly [V, S])[]];

export interface Field<E extends HTMLElement> {
  readonly element: HTMLElement;
  readonly input: E;
}

/** Shows a text field. Browsers and password managers are asked not to fill it in, because the values are samples. */
export function textField({
  id,
  label,
  value = "",
  placeholder,
  hint,
  inputMode = "text",
}: TextOptions): Field<HTMLInputElement> {
  const input = h("input", {
    id,
    name: id,
    type: "text",
    inputmode: inputMode,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    placeholder,
    "data-testid": id,
    "aria-describedby": hint && `${id}-hint`,
  });
  input.value = value;
  return { input, element: labelled(id, label, input, hint) };
}

/** Shows a field for a credential, which is hidden until a button is pressed. */
export function secretField(options: TextOptions & { readonly name: string }): Field<HTMLInputElement> {
  const field = textField(options);
  field.input.type = "password";
  const button = h("button", { type: "button", class: "quiet", "data-testid": `${options.id}-show` });
  const describe = (shown: boolean): void => {
    field.input.type = shown ? "text" : "password";
    put(button, (w) => (shown ? w.hide : w.show));
    setAttribute(button, "aria-label", (w) => (shown ? w.hideSecret : w.showSecret)(options.name));
  };
  describe(false);
  button.addEventListener("click", () => describe(field.input.type === "password"));
  const row = h("div", { class: "with-button" });
  field.input.replaceWith(row);
  row.append(field.input, button);
  return field;
}

export function selectField<V extends string | number | undefined>(
  { id, label }: Pick<TextOptions, "id" | "label">,
  choices: Choices<V, Phrase | string>,
): Field<HTMLSelectElement> & { readonly chosen: () => V } {
  const input = h(
    "select",
    { id, name: id, "data-testid": id },
    ...choices.map(([value, says]) => h("option", { value: String(value) }, says)),
  );
  return { input, element: labelled(id, label, input), chosen: () => (choices[input.selectedIndex] ?? choices[0])[0] };
}

/** Shows two or three choices side by side. */
export function choiceField<V extends string>(
  name: string,
  legend: Phrase,
  choices: Choices<V, Phrase>,
  onChoice: (chosen: V) => void,
): Field<HTMLFieldSetElement> & { readonly chosen: () => V } {
  let [[chosen]] = choices;
  const options = choices.flatMap(([value, says], index) => {
    const id = `${name}-${value}`;
    const radio = h("input", { type: "radio", id, name, value, checked: index === 0, "data-testid": id });
    radio.addEventListener("change", () => {
      chosen = value;
      onChoice(value);
    });
    return [radio, h("label", { for: id }, says)];
  });
  const input = h("fieldset", { class: "choice" }, h("legend", {}, legend), h("div", {}, ...options));
  return { input, element: input, chosen: () => chosen };
}

export function checkField({ id, label, hint }: Pick<TextOptions, "id" | "label" | "hint">): Field<HTMLInputElement> {
  const input = h("input", {
    id,
    name: id,
    type: "checkbox",
    "data-testid": id,
    "aria-describedby": hint && `${id}-hint`,
  });
  const element = h("div", { class: "check" }, input, h("label", { for: id }, label), hint && hintFor(id, hint));
  return { input, element };
}

/** Shows a collapsible part of a form. */
export function fold(title: Phrase, testId: string, ...children: readonly Node[]): HTMLDetailsElement {
  return h(
    "details",
    { class: "fold", "data-testid": testId },
    h("summary", {}, title),
    h("div", { class: "fields" }, ...children),
  );
}

/** Shows a note about the credentials of a form. */
export function credentialsNote(...said: readonly Phrase[]): HTMLElement {
  return h("div", { class: "hint sample" }, ...said.map((phrase) => h("p", {}, phrase)));
}

export function labelled(id: string, label: Phrase, input: HTMLElement, hint?: Phrase): HTMLElement {
  return h("div", { class: "field" }, h("label", { for: id }, label), input, hint && hintFor(id, hint));
}

function hintFor(id: string, hint: Phrase): HTMLElement {
  return h("p", { id: `${id}-hint`, class: "hint" }, hint);
}

/** Returns the members that are not empty. */
export function filledIn<K extends string>(
  fields: Readonly<Record<K, Field<HTMLInputElement>>>,
): { [N in K]?: string } {
  const filled: { [N in K]?: string } = {};
  for (const name of Object.keys(fields) as K[]) {
    const { value } = fields[name].input;
    if (value !== "") filled[name] = value;
  }
  return filled;
}
