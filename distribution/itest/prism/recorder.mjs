// Stands between the gateway and a mock: passes everything on, and remembers what the mock found wrong.
import { createServer, request as send } from "node:http";

/** Starts a recorder in front of a port. resolves to { port, exchanges, close }. */
export async function record(mockPort) {
  const exchanges = [];
  const server = createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      const forwarded = send(
        { host: "127.0.0.1", port: mockPort, method: request.method, path: request.url, headers: request.headers },
        (answer) => {
          const parts = [];
          answer.on("data", (chunk) => parts.push(chunk));
          answer.on("end", () => {
            const text = Buffer.concat(parts);
            exchanges.push({
              method: request.method,
              url: request.url,
              body: body.toString(),
              status: answer.statusCode,
              answer: text.toString().slice(0, 600),
              violations: violations(answer.headers["sl-violations"]),
            });
            response.writeHead(answer.statusCode, { "Content-Type": answer.headers["content-type"] ?? "text/plain" });
            response.end(text);
          });
        },
      );
      forwarded.on("error", () => response.destroy());
      forwarded.end(body);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: server.address().port,
    exchanges,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** What the mock found wrong with the request; its findings about its own answer do not count. */
function violations(header) {
  if (!header) return [];
  try {
    return JSON.parse(header).filter((each) => each.location[0] === "request");
  } catch {
    // too long a list for a header comes cut, and cannot be parsed
    return header.includes('"location":["request"') ? [{ location: ["request"], message: header }] : [];
  }
}
