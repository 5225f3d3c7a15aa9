// Answers POST /authorize.
import { isLookupError } from "mingpian/server";
import { StoreError } from "./store.js";

/** The longest body, in bytes. A time and a nonce take about 70. */
const MAX_BODY_BYTES = 1_024;

/** An error that becomes a response with a status other than 200. */
class Refusal extends Error {
  /**
   * @param {number} status
   * @param {string} message
   * @param {Record<string, string>} [headers]
   */
  constructor(status, message, headers = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/**
 * Returns a listener that answers the requests of pages. It logs nothing that it receives or signs.
 *
 * @param {object} parts
 * @param {import("mingpian/server").QuanshiSigner} parts.signer
 * @param {(request: import("node:http").IncomingMessage) => Promise<boolean>} parts.hasSession
 * @param {(line: string) => void} parts.log
 * @returns {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => Promise<void>}
 */
export function listener({ signer, hasSession, log }) {
  return async (request, response) => {
    try {
      answer(response, 200, await authorize(request));
    } catch (error) {
      refuse(response, error);
    }
  };

  /** @param {import("node:http").IncomingMessage} request */
  async function authorize(request) {
    if (request.url !== "/authorize") throw new Refusal(404, "there is only /authorize");
    if (request.method !== "POST") throw new Refusal(405, "only POST is allowed", { allow: "POST" });
    // The session is checked first, because a signature lets a page look up anyone.
    if (!(await hasSession(request))) throw new Refusal(401, "sign in first", { "www-authenticate": "Bearer" });
    const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
    if (type !== "application/json") throw new Refusal(415, "the body has to be application/json");
    return signer.authorize(parsed(await read(request)));
  }

  /**
   * @param {import("node:http").ServerResponse} response
   * @param {unknown} error
   */
  function refuse(response, error) {
    // The page has closed the connection.
    if (response.destroyed) return;
    if (error instanceof Refusal) return answer(response, error.status, { message: error.message }, error.headers);
    // The nonce is invalid, or it was used before.
    if (isLookupError(error) && error.code === "INVALID_INPUT") return answer(response, 400, error);
    if (error instanceof StoreError) {
      log(`503, ${error.message}`);
      return answer(response, 503, { message: "try again later" }, { "retry-after": "1" });
    }
    log(`500, ${error instanceof Error ? error.constructor.name : "unknown"}`);
    answer(response, 500, { message: "this server has an error" });
  }
}

/**
 * @param {import("node:http").ServerResponse} response
 * @param {number} status
 * @param {object} json
 * @param {Record<string, string>} [headers]
 */
function answer(response, status, json, headers = {}) {
  // Closes the connection, so that the server does not wait for the rest of a body.
  const { req: request } = response;
  if (!request.complete) response.setHeader("connection", "close");
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store", ...headers });
  response.end(JSON.stringify(json));
}

/** @param {import("node:http").IncomingMessage} request */
async function read(request) {
  const chunks = [];
  let length = 0;
  // The connection stays open for the response.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) throw new Refusal(413, `the body has more than ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, "the body is not JSON");
  }
}
