// What a page of the tests of events loads.
import { replayFile, type EventFile } from "./events.js";

declare global {
  /** Replays a file of scripts; those that fail. */
  var replay: (file: EventFile) => string[];
}

globalThis.replay = replayFile;
