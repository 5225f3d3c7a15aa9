// Reads the environment, connects to Redis, listens, and shuts down.
import { createServer } from "node:http";
import { createClient } from "redis";
import { QuanshiSigner } from "mingpian/server";
import { listener } from "./listener.js";
import { nonces, reason, sessions } from "./store.js";

/** How long a request may take to arrive, and how long those in flight may take after a signal. */
const PATIENCE_MS = 10_000;

const { QUANSHI_APP_ID: appId, QUANSHI_SECRET_KEY: secretKey } = process.env;
const { REDIS_URL: url = "redis://127.0.0.1:6379", HOST: host = "127.0.0.1", PORT: port = "8080" } = process.env;

// Messages contain only the names of variables. The values are secret, even the Redis URL, which may have a password.
if (!appId || !secretKey) end("QUANSHI_APP_ID and QUANSHI_SECRET_KEY have to be set");
if (!URL.canParse(url) || !/^rediss?:$/.test(new URL(url).protocol)) end("REDIS_URL has to begin with redis:// or rediss://");
if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) end("PORT has to be a number up to 65535, 0 for any free one");

// Without its offline queue, the client fails at once while Redis is away, and the response is 503.
const redis = createClient({ url, disableOfflineQueue: true });
let away = "";
redis.on("error", (error) => {
  if (away !== reason(error)) log(`Redis is away: ${(away = reason(error))}`);
});
redis.on("ready", () => {
  if (away) log("Redis is back");
  away = "";
});
// The client reconnects until it is destroyed.
redis.connect().catch(() => {});

const signer = new QuanshiSigner({ appId, secretKey, isNew: nonces(redis) });
const server = createServer({ requestTimeout: PATIENCE_MS, headersTimeout: PATIENCE_MS });
server.on("request", listener({ signer, hasSession: sessions(redis), log }));
server.on("error", (error) => end(`cannot listen: ${reason(error)}`));
server.listen(Number(port), host, () => {
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  const name = address.family === "IPv6" ? `[${address.address}]` : address.address;
  console.log(JSON.stringify({ origin: `http://${name}:${address.port}` }));
});

for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, stop);

/** Stops accepting connections, answers the requests in flight, and exits. */
function stop() {
  // A keep-alive connection is idle after its last response.
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  server.close(() => {
    clearInterval(idle);
    if (redis.isOpen) redis.destroy();
  });
  setTimeout(() => server.closeAllConnections(), PATIENCE_MS).unref();
}

/** @param {string} line */
function log(line) {
  console.error(line);
}

/**
 * @param {string} why
 * @returns {never}
 */
function end(why) {
  log(why);
  process.exit(1);
}
