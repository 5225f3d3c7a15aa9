import { Dmtz, isLookupError, Mysoft, Quanshi, type QuanshiGetUsersByEmailsMobiles } from "mingpian";
import type { Door, QuanshiWay, Settings, Watch } from "./door";
import { Failure, toFailure } from "./failure";
import { Signer, SigningError } from "./signer";

/** The npm package, as any page uses it. */
export const typescriptDoor: Door = {
  dmtz: (question, settings, watch) =>
    orFailure(() => new Dmtz({ baseUrl: settings.baseUrl }).getUserInfo(question, optionsOf(settings, watch))),
  mysoft: (question, auth, settings, watch) =>
    orFailure(() => new Mysoft({ baseUrl: settings.baseUrl, auth }).getUserInfo(question, optionsOf(settings, watch))),
  quanshi: (lists, way, settings, watch) => {
    const { signer, auth } = credentials(way);
    return orFailure(async () => {
      const { onProgress, onPage } = watch;
      const quanshi = new Quanshi({ baseUrl: settings.baseUrl, auth });
      for await (const page of quanshi.pages(lists, { ...optionsOf(settings, watch), onProgress })) {
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

function credentials(way: QuanshiWay) {
  if (!("signer" in way)) return { auth: way };
  const signer = new Signer(way.signer);
  return { signer, auth: { authorize: signer.authorize } };
}

function identifiersOf({ emails, mobiles, loginNames }: QuanshiGetUsersByEmailsMobiles): string[] {
  return [emails, mobiles, loginNames].flatMap((list) => list ?? []);
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
  // If the service itself refuses, there is its status.
  const refusal = code === "UNAUTHENTICATED" && !facts.status ? signer?.refusal : undefined;
  const notSigned = cause instanceof SigningError ? cause.notSigned : refusal;
  return new Failure(notSigned === undefined ? facts : { ...facts, notSigned }, { cause: thrown });
}
