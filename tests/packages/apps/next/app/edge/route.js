// A route handler in the edge runtime.
import { ask } from "../../common/ask.mjs";

export const runtime = "edge";

export async function GET(request) {
  return Response.json(await ask(new URL(request.url).searchParams.get("origin")));
}
