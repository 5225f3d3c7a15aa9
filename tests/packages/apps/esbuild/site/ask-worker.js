// Asks a web worker for the outcome.
const { script, type } = document.currentScript.dataset;
const worker = new Worker(script, { type });
const { port1, port2 } = new MessageChannel();
globalThis.outcome = new Promise((resolve) => {
  port1.onmessage = ({ data }) => resolve(data);
  worker.onerror = (event) => resolve({ error: event.message });
});
worker.postMessage({ origin: new URL(location.href).searchParams.get("origin") }, [port2]);
