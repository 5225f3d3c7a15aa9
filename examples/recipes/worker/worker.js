import { DurableObject } from "cloudflare:workers";
import { QuanshiSigner } from "mingpian/server";
import { authorizing } from "../shared/authorize.js";

/** Remembers one nonce. Requests to it are processed one after the other, wherever in the world they come from. */
export class Nonce extends DurableObject {
  /** Returns whether the nonce was new, and remembers it for this many milliseconds. */
  async isNew(keepMs) {
    if (await this.ctx.storage.get("known")) return false;
    await this.ctx.storage.put("known", true);
    await this.ctx.storage.setAlarm(Date.now() + keepMs);
    return true;
  }

  async alarm() {
    await this.ctx.storage.deleteAll();
  }
}

export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (pathname !== "/authorize" || request.method !== "POST") return new Response("not found", { status: 404 });
    const isNew = (nonce, keepMs) => env.NONCES.get(env.NONCES.idFromName(nonce)).isNew(keepMs);
    const signer = new QuanshiSigner({ appId: env.QUANSHI_APP_ID, secretKey: env.QUANSHI_SECRET_KEY, isNew });
    // REPLACE IT WITH YOUR OWN. This one only knows a single session.
    const hasSession = ({ headers }) => headers.get("authorization") === `Bearer ${env.APP_SESSION}`;
    return authorizing(signer, hasSession)(request);
  },
};
