import { ask } from "./common/ask.mjs";

export default {
  fetch: async (request) => Response.json(await ask(new URL(request.url).searchParams.get("origin"))),
};
