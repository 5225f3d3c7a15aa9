import { Dmtz, isLookupError, Mysoft, Quanshi, type CallOptions } from "mingpian";
import type { Door, Settings, Watch } from "./door";
import { Failure, toFailure } from "./failure";

/** The npm package, as any page would use it. */
export const typescriptDoor: Door = {
  dmtz: (input, settings, watch) =>
    failing(() => new Dmtz({ baseUrl: settings.baseUrl }).getUserInfo(input, callOptions(settings, watch))),
  mysoft: (input, auth, settings, watch) =>
    failing(() => new Mysoft({ baseUrl: settings.baseUrl, auth }).getUserInfo(input, callOptions(settings, watch))),
  quanshi: (input, auth, settings, watch) =>
    failing(() =>
      new Quanshi({ baseUrl: settings.baseUrl, auth }).getUsersByEmailsMobiles(input, callOptions(settings, watch)),
    ),
};

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

async function failing<T>(lookUp: () => Promise<T>): Promise<T> {
  try {
    return await lookUp();
  } catch (thrown) {
    throw isLookupError(thrown) ? new Failure(thrown.toJSON(), { cause: thrown }) : toFailure(thrown);
  }
}
