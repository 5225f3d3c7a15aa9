import type { Failed } from "./http.js";
import type { HttpResponse } from "./lookup.js";
import type { HttpRequest } from "./steps.js";

type Result = HttpResponse | Failed;

/** The requests that must not be sent twice. Lookups with the same request share it. */
export type Flights = Map<string, Flight>;

/** A request and the lookups that share it. */
export class Flight {
  readonly #abort = new AbortController();
  #lookups = 0;
  #result: Promise<Result> | undefined;
  #isInFlight = false;

  constructor(
    private readonly flights: Flights,
    private readonly key: string,
  ) {}

  /** Adds a lookup to those that share this request. */
  static join(flights: Flights, { url, body }: HttpRequest): Flight {
    const key = `${url} ${body}`;
    const flight = flights.get(key) ?? new Flight(flights, key);
    flights.set(key, flight);
    flight.#lookups += 1;
    return flight;
  }

  /**
   * Sends the request unless it is in flight or was answered. After a failure, the lookups decide whether to send it
   * again.
   */
  send(exchange: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    return (this.#result ??= this.#send(exchange));
  }

  /** Removes a lookup. When no lookup is left, the request is aborted. */
  leave(): void {
    this.#lookups -= 1;
    // React's StrictMode unmounts a component and mounts it again at once. The request goes on for the second lookup.
    if (this.#isInFlight) setTimeout(() => this.#end());
    else this.#end();
  }

  #end(): void {
    if (this.#lookups > 0) return;
    // Another flight may have replaced this one.
    if (this.flights.get(this.key) === this) this.flights.delete(this.key);
    this.#abort.abort();
  }

  async #send(exchange: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    this.#isInFlight = true;
    let result: Result | undefined;
    try {
      return (result = await exchange(this.#abort.signal));
    } finally {
      this.#isInFlight = false;
      if (!result || "kind" in result) this.#result = undefined;
    }
  }
}
