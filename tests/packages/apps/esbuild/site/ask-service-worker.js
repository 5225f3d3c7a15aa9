// Requests the outcome from a service worker.
const { script, type } = document.currentScript.dataset;
const { port1, port2 } = new MessageChannel();
globalThis.outcome = (async () => {
  const { installing, waiting, active } = await navigator.serviceWorker.register(script, { type });
  const worker = installing ?? waiting ?? active;
  if (worker.state !== "activated") {
    await new Promise((resolve, reject) => {
      worker.onstatechange = () => {
        if (worker.state === "activated") resolve();
        if (worker.state === "redundant") reject(new Error("the service worker was not installed"));
      };
    });
  }
  const outcome = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
  worker.postMessage({ origin: new URL(location.href).searchParams.get("origin") }, [port2]);
  return outcome;
})().catch((error) => ({ error: String(error) }));
