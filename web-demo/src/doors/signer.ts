import type { Authorize } from "mingpian";
import type { NotSigned } from "./failure";

/** The error if the app's own server could not be reached, or failed. */
export class SigningError extends Error {
  readonly notSigned: NotSigned;

  constructor(notSigned: NotSigned, options?: ErrorOptions) {
    super("the app's server did not sign", options);
    this.name = "SigningError";
    this.notSigned = notSigned;
  }
}

/** Asks the app's own server to sign, because the page does not have the secret. */
export class Signer {
  readonly #url: string;
  #refusal: NotSigned | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  /** The reply of the server, if it refused. */
  get refusal(): NotSigned | undefined {
    return this.#refusal;
  }

  readonly authorize: Authorize = async (params, signal) => {
    const { status, ok, text } = await this.#ask(JSON.stringify(params), signal);
    if (ok) {
      const headers = parsed(text);
      if (isTexts(headers)) return headers;
      throw new SigningError({ status });
    }
    const notSigned = { status, ...reasonIn(text) };
    // A server that is busy or broken may recover. One that refuses would refuse again.
    if (status < 400 || status >= 500 || status === 408 || status === 429) throw new SigningError(notSigned);
    this.#refusal = notSigned;
    return null;
  };

  async #ask(body: string, signal: AbortSignal): Promise<{ status: number; ok: boolean; text: string }> {
    try {
      const response = await fetch(this.#url, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body,
        signal,
        cache: "no-store",
        // An app's server identifies its users by their cookies.
        credentials: "same-origin",
        redirect: "error",
        referrerPolicy: "no-referrer",
      });
      return { status: response.status, ok: response.ok, text: await response.text() };
    } catch (cause) {
      throw new SigningError({}, { cause });
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isTexts(value: unknown): value is Record<string, string> {
  return typeof value === "object" && value !== null && Object.values(value).every((text) => typeof text === "string");
}

/** Returns the reason: `error` of the local services, or `message` of examples/signing-server. */
function reasonIn(text: string): NotSigned {
  const answer = parsed(text);
  if (typeof answer !== "object" || answer === null) return {};
  const reason: unknown = Reflect.get(answer, "error") ?? Reflect.get(answer, "message");
  return typeof reason === "string" ? { reason } : {};
}
