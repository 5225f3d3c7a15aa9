// Exposes the functions of the tests to the page that loads this script.
import { Dmtz, isLookupError, type LookupErrorJson } from "mingpian";
import { replayFile, type EventFile } from "./events.js";
import { scenarios, type Place } from "./scenarios.js";
import { runFile, type VectorFile } from "./vectors.js";

interface InBrowser {
  /** Runs a scenario. Rejects if it fails. */
  play(name: string, place: Place): Promise<void>;
  /** Runs a file of vectors, and returns the cases that fail. */
  runFile(file: VectorFile): Promise<string[]>;
  /** Replays a file of events, and returns the scripts that fail. */
  replayFile(file: EventFile): Promise<string[]>;
  /** Returns the error of a lookup. */
  errorOfALookup(): Promise<LookupErrorJson>;
}

declare global {
  var inBrowser: InBrowser;
}

globalThis.inBrowser = {
  play: (name, place) => scenarios[name]!(place),
  runFile,
  replayFile,
  errorOfALookup: () =>
    new Dmtz().getUserInfo({ code: "demo" }).then(
      () => Promise.reject(new Error("no error")),
      (error: unknown) => (isLookupError(error) ? error.toJSON() : Promise.reject(error as Error)),
    ),
};
