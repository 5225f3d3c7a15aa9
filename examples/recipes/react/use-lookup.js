import { useEffect, useState } from "react";

/**
 * Runs a lookup while the component is mounted. `ask` is given a signal, and has to stay the same between renders.
 *
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} ask
 * @returns {{ answer?: T, error?: unknown }}
 */
export function useLookup(ask) {
  const [state, setState] = useState({});
  useEffect(() => {
    const abort = new AbortController();
    // A result is ignored after the component was unmounted.
    const show = (state) => abort.signal.aborted || setState(state);
    setState({});
    ask(abort.signal).then(
      (answer) => show({ answer }),
      (error) => show({ error }),
    );
    return () => abort.abort();
  }, [ask]);
  return state;
}
