import type { Failed } from "./http.js";
import type { HttpResponse } from "./lookup.js";
import type { HttpRequest } from "./steps.js";

type Result = HttpResponse | Failed;

/** The requests that must not be sent twice. Lookups that would send the same one share it. */
export class Flights {
  readonly #flights: Map<string, Flight> = new Map();

  /** Adds a lookup to those that share this request. */
  join({ url, body }: HttpRequest): Flight {
    const key = `${url} ${body}`;
    let flight = this.#flights.get(key);
    if (!flight) {
      const added = new Flight(() => void (this.#flights.get(key) === added && this.#flights.delete(key)));
      this.#flights.set(key, (flight = added));
    }
    flight.lookups += 1;
    return flight;
  }
}

/** A request and the lookups that share it. */
export class Flight {
  lookups = 0;
  readonly #end: () => void;
  readonly #abort = new AbortController();
  #result: Promise<Result> | undefined;
  #isInFlight = false;

  constructor(end: () => void) {
    this.#end = end;
  }

  /** Sends the request unless it is in flight or was answered. After a failure, the lookups decide whether to send it again. */
  send(exchange: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    return (this.#result ??= this.#send(exchange));
  }

  /** Takes a lookup out. When all have left, the request is aborted. */
  leave(): void {
    this.lookups -= 1;
    if (this.lookups > 0) return;
    if (!this.#isInFlight) return this.#end();
    // React's StrictMode unmounts a component and mounts it again at once. The request goes on for the second lookup.
    setTimeout(() => {
      if (this.lookups > 0) return;
      this.#end();
      this.#abort.abort();
    });
  }

  async #send(exchange: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    this.#isInFlight = true;
    const result = await exchange(this.#abort.signal);
    this.#isInFlight = false;
    if ("kind" in result) this.#result = undefined;
    return result;
  }
}
