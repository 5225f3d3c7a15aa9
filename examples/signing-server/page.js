// The page's half: what `auth: { authorize }` of `Quanshi` is made of.

/**
 * Asks the app's own server to sign.
 *
 * @param {string} url Its `/authorize`.
 * @param {() => string} session The id of the session; look at `sessions` in store.js.
 * @returns {import("mingpian").Authorize}
 */
export const askServer = (url, session) => async (params, signal) => {
  const headers = { "content-type": "application/json", authorization: `Bearer ${session()}` };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(params), signal });
  if (response.ok) return response.json();
  // A server that is away now is asked again. One that says no ends the lookup, with an UnauthenticatedError.
  if (response.status >= 500) throw new Error(`the signing server answered ${response.status}`);
  return undefined;
};
