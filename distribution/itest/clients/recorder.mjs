// Stands between a client and a server on loopback: passes everything on as it comes, and remembers it.
import { createServer, request as send } from "node:http";

// the others tell of the connection, or are as long as a mock's findings
const PASSED_BACK = ["cache-control", "content-type", "retry-after", "www-authenticate", "x-accel-buffering"];

/**
 * Starts a recorder in front of a port. Resolves to { port, exchanges, close }: of each exchange the method, url,
 * headers and body that were sent, and the status, answerHeaders and answer so far.
 */
export async function record(port) {
  const exchanges = [];
  const server = createServer((request, response) => {
    const exchange = { method: request.method, url: request.url, headers: request.headers, body: "", answer: "" };
    exchanges.push(exchange);
    const { method, url: path, headers } = request;
    const forwarded = send({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
      exchange.status = answer.statusCode;
      exchange.answerHeaders = answer.headers;
      response.writeHead(
        answer.statusCode,
        Object.fromEntries(PASSED_BACK.filter((name) => name in answer.headers).map((name) => [name, answer.headers[name]])),
      );
      response.flushHeaders();
      answer.setEncoding("utf8");
      answer.on("data", (chunk) => {
        exchange.answer += chunk;
        response.write(chunk);
      });
      answer.on("end", () => response.end());
      answer.on("error", () => response.destroy());
    });
    forwarded.on("error", () => response.destroy());
    response.on("close", () => forwarded.destroy());
    request.on("data", (chunk) => {
      exchange.body += chunk;
      forwarded.write(chunk);
    });
    request.on("end", () => forwarded.end());
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: server.address().port,
    exchanges,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
