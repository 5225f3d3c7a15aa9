/**
 * Combines the callbacks that wait for a signal into one listener. Node warns of a leak if a signal has many listeners.
 */
class Waiting extends Set<() => void> {
  handleEvent(): void {
    for (const callback of [...this]) callback();
  }
}

const all: WeakMap<AbortSignal, Waiting> = new WeakMap();

/** Calls `callback` when the signal is aborted. Returns a function that removes the callback, which must not throw. */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const waiting = all.get(signal) ?? new Waiting();
  if (waiting.size === 0) signal.addEventListener("abort", waiting);
  all.set(signal, waiting.add(callback));
  return () => {
    waiting.delete(callback);
    if (waiting.size === 0) signal.removeEventListener("abort", waiting);
  };
}
