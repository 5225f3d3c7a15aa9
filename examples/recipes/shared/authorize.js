// Answers POST /authorize on servers that use Request and Response.
import { isLookupError } from "mingpian/server";

/** The longest body, in characters. A time and a nonce take about 70. */
const MAX_BODY_LENGTH = 1_024;

/**
 * Returns a function that signs for pages. It logs nothing that it receives or signs.
 *
 * @param {import("mingpian/server").QuanshiSigner} signer
 * @param {(request: Request) => boolean | Promise<boolean>} hasSession Tells whether the request comes from someone who
 * has signed in to your app. A signature lets a page look up anyone.
 * @returns {(request: Request) => Promise<Response>}
 */
export const authorizing = (signer, hasSession) => async (request) => {
  if (!(await hasSession(request))) return json({ message: "sign in first" }, 401);
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") return json({ message: "the body has to be application/json" }, 415);
  if (Number(request.headers.get("content-length")) > MAX_BODY_LENGTH) return json({ message: "the body is too long" }, 413);
  try {
    return json(await signer.authorize(await request.json()), 200);
  } catch (error) {
    if (error instanceof SyntaxError) return json({ message: "the body is not JSON" }, 400);
    // The nonce is invalid, or it was used before.
    if (isLookupError(error) && error.code === "INVALID_INPUT") return json(error, 400);
    return json({ message: "this server has an error" }, 500);
  }
};

/**
 * @param {object} body
 * @param {number} status
 */
const json = (body, status) => Response.json(body, { status, headers: { "cache-control": "no-store" } });
