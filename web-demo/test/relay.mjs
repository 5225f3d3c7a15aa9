// Stands between a page and the local services, and keeps all that the page is sent.
import { once } from "node:events";
import { createServer, request } from "node:http";

/** The address of a relay before `origin`, what it has sent on by path, and how to end it. */
export async function relay(origin) {
  const sent = [];
  const server = createServer((incoming, outgoing) => {
    const { method, url } = incoming;
    // As it is, so that it can be searched.
    const headers = { ...incoming.headers, host: new URL(origin).host, "accept-encoding": "identity" };
    const onward = request(new URL(url, origin), { method, headers }, (answer) => {
      const parts = [Buffer.from(JSON.stringify(answer.rawHeaders))];
      answer.on("data", (part) => parts.push(part));
      // Before the page can know that it has all of it.
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
