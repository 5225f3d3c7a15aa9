// Requests the outcome from a web worker, and passes it the compiled module if the page has one.
const { module, script, type } = document.currentScript.dataset;
const worker = new Worker(script, { type });
const { port1, port2 } = new MessageChannel();
globalThis.outcome = new Promise((resolve) => {
  port1.onmessage = ({ data }) => resolve(data);
  worker.onerror = (event) => resolve({ error: event.message });
});
(async () => {
  const compiled = module && (await WebAssembly.compileStreaming(fetch(module)));
  worker.postMessage({ origin: new URL(location.href).searchParams.get("origin"), module: compiled }, [port2]);
})();
