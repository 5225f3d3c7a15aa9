// Requests pages from servers.
import { ORIGIN } from "./environment.js";

/** Returns the response of a server for a path. */
export async function get(url, path) {
  const response = await fetch(`${url}/${path}?origin=${encodeURIComponent(ORIGIN)}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`${path}: ${response.status}\n${text.slice(0, 5000)}`);
  return text;
}

/** Returns the JSON in the `pre` element of a page. */
export async function shown(url, path) {
  const html = await get(url, path);
  const [, json] = /<pre>(.*?)<\/pre>/s.exec(html) ?? [];
  if (!json) throw new Error(`${path} shows nothing:\n${html.slice(0, 5000)}`);
  return JSON.parse(json.replaceAll("&quot;", '"'));
}
