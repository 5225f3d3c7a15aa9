import { isLookupError } from "mingpian";
import type { Auth, Door, Settings, Watch, Way } from "./door";
import { Failure, toFailure } from "./failure";
import { Signer, SigningError } from "./signer";

/** Looks people up with the npm package, as any page does. */
export const typescriptDoor: Door = {
  one: ({ call }, settings, watch) => orFailure(() => call(settings.baseUrl, optionsOf(settings, watch))),
  many: ({ way, call }, settings, watch) => {
    const { signer, auth } = credentials(way);
    return orFailure(async () => {
      const { onProgress, onPage } = watch;
      for await (const page of call(settings.baseUrl, auth, { ...optionsOf(settings, watch), onProgress })) {
        if (page.failed === undefined) {
          onPage({ users: page });
        } else {
          const { request, error } = page.failed;
          onPage({ failed: { facts: failureOf(error, signer).facts, identifiers: identifiersOf(request) } });
        }
      }
    }, signer);
  },
};

function credentials<A extends object>(way: Way<A>): { readonly signer?: Signer; readonly auth: Auth<A> } {
  if (!isSigned(way)) return { auth: way };
  const signer = new Signer(way.signer);
  return { signer, auth: { authorize: signer.authorize } };
}

function isSigned<A extends object>(way: Way<A>): way is { readonly signer: string } {
  return "signer" in way;
}

/** Returns the identifiers of a question, in the order of its lists. */
function identifiersOf(question: object): string[] {
  return Object.values(question).flatMap((list: readonly string[] | undefined) => list ?? []);
}

/** Returns the options of one lookup; the base URL is an option of the service. */
function optionsOf({ baseUrl: _, ...settings }: Settings, { signal, onRequest }: Watch) {
  return { ...settings, signal, onRequest };
}

/** Carries out a lookup, and rejects with a `Failure` if it fails. */
async function orFailure<T>(lookUp: () => Promise<T>, signer?: Signer): Promise<T> {
  try {
    return await lookUp();
  } catch (thrown) {
    throw failureOf(thrown, signer);
  }
}

function failureOf(thrown: unknown, signer: Signer | undefined): Failure {
  if (!isLookupError(thrown)) return toFailure(thrown);
  const { cause, code } = thrown;
  const facts = thrown.toJSON();
  // If the service itself refuses, the error has its status.
  const refusal = code === "UNAUTHENTICATED" && !facts.status ? signer?.refusal : undefined;
  const notSigned = cause instanceof SigningError ? cause.notSigned : refusal;
  return new Failure(notSigned === undefined ? facts : { ...facts, notSigned }, { cause: thrown });
}
