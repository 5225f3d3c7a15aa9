// The scenario in a page that reports by itself: today's drivers do not drive this browser.
import "./common/page.mjs";

/** Whether a module this large may be compiled at once, on this thread. */
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
