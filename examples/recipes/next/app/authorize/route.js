import { QuanshiSigner } from "mingpian/server";
import { authorizing } from "../../../shared/authorize.js";

const { QUANSHI_APP_ID: appId = "", QUANSHI_SECRET_KEY: secretKey = "", APP_SESSION } = process.env;

/** Returns whether a request has a session. REPLACE IT WITH YOUR OWN: this one only knows a single session. */
const hasSession = (request) => Boolean(APP_SESSION) && request.headers.get("authorization") === `Bearer ${APP_SESSION}`;

export const POST = authorizing(new QuanshiSigner({ appId, secretKey }), hasSession);
