/**
 * Lookups of any number of identifiers, without their HTTP. `Quanshi.pages` is this and `fetch`.
 *
 * @module
 */
import { decodeText } from "./call.js";
import type { QuanshiAuth } from "./core.js";
import type { LookupError } from "./errors.js";
import type { QuanshiGetUsersByEmailsMobiles } from "./generated/quanshi.js";
import { Instance } from "./instance.js";
import { Machine, type Failure } from "./machine.js";
import base64 from "./modules/batches.base64.js";
import * as glue from "./glue/batches.js";
import { job, type CoreOptions } from "./options.js";
import { usersReader, type QuanshiUsers } from "./users.js";

/** What holds for a batch. Time limits hold for each of its requests. */
export interface BatchOptions extends CoreOptions {
  /** Requests under way and pages not taken, together; 1 or more. 4 unless told. */
  readonly maxInFlight?: number | undefined;
}

/** Identifiers without an answer. */
export interface QuanshiFailed {
  /** The identifiers, list by list, as they can be asked again. Personal data. */
  readonly request: QuanshiGetUsersByEmailsMobiles;
  /** Why there is no answer. */
  readonly error: LookupError;
}

/** What became of the identifiers of one request, each once. */
export interface QuanshiPage extends QuanshiUsers {
  /** Set where the request failed; the page has nothing else then. */
  readonly failed: QuanshiFailed | undefined;
}

/** How far a batch is. */
export interface Progress {
  /** Identifiers that were answered or have failed, each as often as it was asked. */
  readonly done: number;
  /** Identifiers fed so far. */
  readonly total: number;
}

/** The lists of a request, in the order of the answers. */
export type List = keyof QuanshiGetUsersByEmailsMobiles;
/** @internal */
export const LISTS: readonly List[] = ["emails", "mobiles", "loginNames"];

/** What the module says of a page. */
interface Page {
  readonly id: number;
  readonly identifiers: string;
  readonly error: string;
  readonly index: Uint32Array;
}

/** As many reasons for failures are kept until their pages are taken. */
const MAX_CAUSES = 64;

const batches: Instance<typeof glue> = /* @__PURE__ */ new Instance(glue, base64);

/**
 * Any number of identifiers: split into requests of the service's size, several of which are under way at a time. A
 * request that is still under way when the next is to be sent has not been given up.
 *
 * What is held: identifiers that wait for their request, which is one request's worth if no more are fed than
 * {@link wants} tells; those of the requests under way; and the pages that were not taken. The latter two are
 * `maxInFlight` requests' worth together.
 */
export class Batch extends Machine {
  readonly #bodies: Map<number, Uint8Array> = new Map();
  readonly #causes: Map<number, unknown> = new Map();
  #progress: Progress = { done: 0, total: 0 };
  #stopped: LookupError | undefined;
  /** Pages that were there when nothing more came. */
  readonly #rest: QuanshiPage[] = [];

  private constructor(job: string) {
    super(batches, () => glue.quanshi(job));
  }

  /** @internal */
  static of(job: string): Batch {
    return new Batch(job);
  }

  /** How many more identifiers of a list would make the next request full; 0 once it has ended or nothing more is sent. */
  wants(list: List): number {
    return this.enter((_, handle) => glue.wants(handle, LISTS.indexOf(list))) ?? 0;
  }

  /**
   * Asks for identifiers, as many as there are. One that is asked for again while it is held is not asked again: the
   * page that has it answers all who asked. What is not allowed stops the batch: see {@link stopped}.
   *
   * @throws InternalError
   */
  push(identifiers: QuanshiGetUsersByEmailsMobiles): void {
    const input = JSON.stringify(identifiers);
    this.enter((_, handle) => glue.push(handle, input));
  }

  /** There are no more identifiers in a list. */
  end(list: List): void {
    this.enter((_, handle) => glue.end(handle, LISTS.indexOf(list)));
  }

  /** Whether something is still waited for under this id. A host may end what is not. */
  awaits(id: number): boolean {
    return this.enter((_, handle) => glue.awaits(handle, id)) ?? false;
  }

  /** How far it is. */
  get progress(): Progress {
    return (
      this.enter((_, handle) => ({ done: glue.progress(handle, false), total: glue.progress(handle, true) })) ??
      this.#progress
    );
  }

  /** Why nothing more is sent, if so: refused credentials, identifiers that are not allowed, or the caller's wish. */
  get stopped(): LookupError | undefined {
    return this.error() ?? this.#stopped;
  }

  /**
   * The next page, in the order in which they came. While none is taken, nothing new is sent.
   *
   * @throws InternalError
   */
  takePage(): QuanshiPage | undefined {
    const page = this.enter((_, handle) => {
      const id = glue.takePage(handle) - 1;
      if (id < 0) return undefined;
      const [identifiers, error] = [glue.pageText(handle, false), glue.pageText(handle, true)];
      return { id, identifiers, error, index: glue.pageIndex(handle) };
    });
    return page ? this.#read(page) : this.#rest.shift();
  }

  #read({ id, identifiers, error, index }: Page): QuanshiPage {
    const request = JSON.parse(identifiers) as QuanshiGetUsersByEmailsMobiles;
    const failure = this.failure(error, this.#causes.get(id));
    const body = this.#bodies.get(id);
    this.#causes.delete(id);
    this.#bodies.delete(id);
    if (failure) return { ...nothing(), failed: { request, error: failure } };
    return { ...usersReader(request)(decodeText(body!), index), failed: undefined };
  }

  /** @internal */
  override handleFailure(id: number, failure: Failure, cause?: unknown): void {
    // What led to it is this request's alone.
    super.handleFailure(id, failure);
    if (cause === undefined) return;
    this.#causes.set(id, cause);
    for (const oldest of this.#causes.keys()) if (this.#causes.size > MAX_CAUSES) this.#causes.delete(oldest);
  }

  /** @internal */
  protected override answered(id: number, body: Uint8Array): void {
    // Of an answer that comes twice, the first was read.
    if (!this.#bodies.has(id)) this.#bodies.set(id, body);
  }

  /** @internal */
  protected override finish(): void {
    this.#progress = this.progress;
    this.#stopped = this.error();
    const rest: QuanshiPage[] = [];
    for (let page; (page = this.takePage()); ) rest.push(page);
    super.finish();
    this.#rest.push(...rest);
  }
}

/**
 * Accounts of any number of email addresses, mobile numbers and login names.
 *
 * @throws InternalError
 */
export function quanshiBatch(options: BatchOptions & { readonly auth: QuanshiAuth }): Batch {
  return Batch.of(job(options, undefined, options.auth));
}

const nothing = (): QuanshiUsers => ({
  found: new Map(),
  notFound: [],
  unreadable: [],
  unasked: new Map(),
  requestId: undefined,
});
