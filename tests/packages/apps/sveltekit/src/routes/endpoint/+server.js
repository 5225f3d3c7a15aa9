// An endpoint.
import { ask } from "../../../common/ask.mjs";

export const GET = async ({ url }) => Response.json(await ask(url.searchParams.get("origin")));
