// A route handler.
import { ask } from "../../common/ask.mjs";

export async function GET(request) {
  return Response.json(await ask(new URL(request.url).searchParams.get("origin")));
}
