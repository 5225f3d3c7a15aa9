import { words, type Words } from "./i18n";

/** A text that follows the page's language. */
export type Phrase = (words: Words) => string;
export type Child = Node | string | Phrase | undefined;
type Attribute = string | number | boolean | Phrase | undefined;

// Weak maps, so that a removed result is forgotten together with its nodes.
const texts = new WeakMap<Node, Phrase>();
const attributes = new WeakMap<Element, Map<string, Phrase>>();

/** Builds an element. Strings become text or attribute values, never markup. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  given: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), given, children);
}

/** Builds an SVG element. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  given: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), given, children);
}

function fill<E extends Element>(
  element: E,
  given: Readonly<Record<string, Attribute>>,
  children: readonly Child[],
): E {
  for (const [name, value] of Object.entries(given)) setAttribute(element, name, value);
  for (const child of children) if (child !== undefined) element.append(toNode(child));
  return element;
}

function toNode(child: Node | string | Phrase): Node {
  return typeof child === "string" ? document.createTextNode(child) : typeof child === "function" ? say(child) : child;
}

/** Builds a text node that follows the page's language. */
export function say(phrase: Phrase): Text {
  const node = document.createTextNode(phrase(words()));
  texts.set(node, phrase);
  return node;
}

export function setAttribute(element: Element, name: string, value: Attribute): void {
  attributes.get(element)?.delete(name);
  if (value === undefined || value === false) {
    element.removeAttribute(name);
  } else if (typeof value === "function") {
    const known = attributes.get(element) ?? new Map<string, Phrase>();
    attributes.set(element, known.set(name, value));
    element.setAttribute(name, value(words()));
  } else {
    element.setAttribute(name, value === true ? "" : String(value));
  }
}

/** Replaces the children of an element. */
export function put(element: Element, ...children: readonly Child[]): void {
  element.replaceChildren(...children.filter((child) => child !== undefined).map(toNode));
}

/** Updates all texts below `root` after the language has changed. */
export function retranslate(root: Node): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node: Node | null = walker.currentNode; node !== null; node = walker.nextNode()) {
    const phrase = texts.get(node);
    if (phrase !== undefined) node.textContent = phrase(words());
    if (node instanceof Element) {
      for (const [name, value] of attributes.get(node) ?? []) node.setAttribute(name, value(words()));
    }
  }
}
