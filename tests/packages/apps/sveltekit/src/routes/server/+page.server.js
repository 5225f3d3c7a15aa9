// What a server loads for a page.
import { ask } from "../../../common/ask.mjs";

export const load = async ({ url }) => ({ outcome: await ask(url.searchParams.get("origin")) });
