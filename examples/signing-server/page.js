// The part that runs on the page, for `auth: { authorize }` of `Quanshi`.

/**
 * Returns a function that asks the app's own server to sign.
 *
 * @param {string} url The URL of `/authorize`.
 * @param {() => string} session Returns the session ID; see `sessions` in store.js.
 * @returns {import("mingpian").Authorize}
 */
export const askServer = (url, session) => async (params, signal) => {
  const headers = { "content-type": "application/json", authorization: `Bearer ${session()}` };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(params), signal });
  if (response.ok) return response.json();
  // If this function throws, the lookup tries again. `null` ends the lookup with UNAUTHENTICATED.
  if (response.status >= 500) throw new Error(`the signing server answered ${response.status}`);
  return null;
};
