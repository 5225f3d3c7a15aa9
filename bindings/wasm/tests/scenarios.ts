// Collects the scenarios that run over real HTTP against the local services, in Node and in a browser.
import { answers } from "./scenarios/answers.js";
import { codes } from "./scenarios/codes.js";
import { endings } from "./scenarios/endings.js";
import { failures } from "./scenarios/failures.js";
import { lists } from "./scenarios/lists.js";
import { refusals } from "./scenarios/refusals.js";
import { renewal } from "./scenarios/renewal.js";
import { signing } from "./scenarios/signing.js";
import type { Scenarios } from "./scenarios/stage.js";

export type { Place } from "./scenarios/stage.js";

export const scenarios: Scenarios = { ...answers, ...codes, ...refusals, ...lists, ...signing, ...renewal, ...failures, ...endings };
