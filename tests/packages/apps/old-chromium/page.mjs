// Runs the scenario in a page that posts the outcome, because current drivers do not support this browser.
import "./common/page.mjs";

/** Returns whether the browser forbids compiling a large module synchronously on this thread. */
function isLimited() {
  try {
    new WebAssembly.Module(new Uint8Array(5_000));
  } catch (error) {
    return error instanceof RangeError;
  }
  return false;
}

const outcome = await globalThis.outcome;
await fetch("/report", { method: "POST", body: JSON.stringify({ isLimited: isLimited(), outcome }) });
