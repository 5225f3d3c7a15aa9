// Asks a web worker for the outcome. It gets the compiled module, if there is to be one.
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
