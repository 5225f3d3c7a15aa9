/** What waits for one signal, as its one listener. Node takes many listeners for a leak, and warns. */
class Waiting extends Set<() => void> {
  handleEvent(): void {
    for (const callback of [...this]) callback();
  }
}

const all: WeakMap<AbortSignal, Waiting> = new WeakMap();

/** Calls back when the signal is aborted. Returns what ends that. The callback must not throw. */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const waiting = all.get(signal) ?? new Waiting();
  if (waiting.size === 0) signal.addEventListener("abort", waiting);
  all.set(signal, waiting.add(callback));
  return () => {
    waiting.delete(callback);
    if (waiting.size === 0) signal.removeEventListener("abort", waiting);
  };
}
