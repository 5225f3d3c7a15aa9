import { Dmtz, isLookupError, Mysoft, Quanshi, type CallOptions, type QuanshiGetUsersByEmailsMobiles } from "mingpian";
import type { Door, QuanshiWay, Settings, Watch } from "./door";
import { Failure, toFailure } from "./failure";
import { Signer, SigningError } from "./signer";

/** The npm package, as any page would use it. */
export const typescriptDoor: Door = {
  dmtz: (input, settings, watch) =>
    failing(() => new Dmtz({ baseUrl: settings.baseUrl }).getUserInfo(input, callOptions(settings, watch))),
  mysoft: (input, auth, settings, watch) =>
    failing(() => new Mysoft({ baseUrl: settings.baseUrl, auth }).getUserInfo(input, callOptions(settings, watch))),
  quanshi: (input, way, settings, watch) => {
    const { signer, auth } = credentials(way);
    return failing(async () => {
      const { onProgress, onPage } = watch;
      const quanshi = new Quanshi({ baseUrl: settings.baseUrl, auth });
      for await (const page of quanshi.pages(input, { ...callOptions(settings, watch), onProgress })) {
        if (page.failed === undefined) onPage({ users: page });
        else {
          const { request, error } = page.failed;
          onPage({ failed: { facts: toFacts(error, signer).facts, identifiers: identifiersOf(request) } });
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

function callOptions(
  { includeSecrets, timeoutMs, attemptTimeoutMs, maxAttempts }: Settings,
  watch: Watch,
): CallOptions {
  return {
    signal: watch.signal,
    onRequest: watch.onRequest,
    includeSecrets,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(attemptTimeoutMs === undefined ? {} : { attemptTimeoutMs }),
    ...(maxAttempts === undefined ? {} : { retry: { maxAttempts } }),
  };
}

async function failing<T>(lookUp: () => Promise<T>, signer?: Signer): Promise<T> {
  try {
    return await lookUp();
  } catch (thrown) {
    throw toFacts(thrown, signer);
  }
}

function toFacts(thrown: unknown, signer: Signer | undefined): Failure {
  if (!isLookupError(thrown)) return toFailure(thrown);
  const { cause, code } = thrown;
  const facts = thrown.toJSON();
  // Where the service itself refuses, there is its status.
  const refusal = code === "UNAUTHENTICATED" && !facts.status ? signer?.refusal : undefined;
  const notSigned = cause instanceof SigningError ? cause.notSigned : refusal;
  return new Failure(notSigned === undefined ? facts : { ...facts, notSigned }, { cause: thrown });
}
