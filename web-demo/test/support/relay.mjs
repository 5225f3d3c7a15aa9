// Forwards the requests of a page to the local services, and stores everything that the page receives.
import { once } from "node:events";
import { createServer, request } from "node:http";

/** Starts a relay for `origin`. Returns its origin, everything it has sent to the page, and a function to close it. */
export async function relay(origin) {
  const sent = [];
  const server = createServer((incoming, outgoing) => {
    const { method, url } = incoming;
    // The response must not be compressed, so that it can be searched.
    const headers = { ...incoming.headers, host: new URL(origin).host, "accept-encoding": "identity" };
    const onward = request(new URL(url, origin), { method, headers }, (answer) => {
      const parts = [Buffer.from(JSON.stringify(answer.rawHeaders))];
      answer.on("data", (part) => parts.push(part));
      // The text is stored before the page has received the complete response.
      answer.on("end", () => sent.push([url, Buffer.concat(parts)]));
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, sent, close };
}
