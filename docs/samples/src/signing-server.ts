// ANCHOR: server
import { isLookupError, QuanshiSigner } from "mingpian/server";

const { QUANSHI_APP_ID = "", QUANSHI_SECRET_KEY = "" } = process.env;
const signer = new QuanshiSigner({ appId: QUANSHI_APP_ID, secretKey: QUANSHI_SECRET_KEY });

export async function authorize(request: Request): Promise<Response> {
  if (!(await isSignedIn(request))) return new Response("sign in first", { status: 401 });
  try {
    return Response.json(await signer.authorize(await request.json()));
  } catch (error) {
    // The time or the nonce is not allowed, or the body is not JSON. Anything else is an error of this server.
    if (isLookupError(error) && error.code === "INVALID_INPUT") return Response.json(error, { status: 400 });
    if (error instanceof SyntaxError) return new Response("expected JSON", { status: 400 });
    throw error;
  }
}
// ANCHOR_END: server

/** Stands for the session check of an app. */
async function isSignedIn(request: Request): Promise<boolean> {
  return request.headers.get("cookie") === "session=demo";
}
