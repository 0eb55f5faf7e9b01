import type { IncomingMessage, ServerResponse } from "node:http";
import { matchesEtag } from "./etag.ts";
import { negotiateEncoding } from "./negotiation.ts";
import type { Stored } from "./stored.ts";

/** Writes a kept answer in the encoding the client takes, or 304 if it has it already. */
export function send(req: IncomingMessage, res: ServerResponse, stored: Stored): void {
  const headers = req.headers;
  const variant = stored.variants[negotiateEncoding(headers["accept-encoding"] as string)];
  if (stored.status === 200 && matchesEtag(headers["if-none-match"], variant.etag)) {
    res.writeHead(304, variant.notModified);
    res.end();
    return;
  }
  res.writeHead(stored.status, variant.headers);
  res.end(req.method === "HEAD" ? undefined : variant.body);
}

/** Writes a short answer of our own. */
export function sendShort(
  res: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body = "",
): void {
  const length = status === 204 ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
  res.writeHead(status, { "X-Content-Type-Options": "nosniff", ...headers, ...length });
  res.end(body);
}

/** RFC 9457. */
export function sendProblem(res: ServerResponse, status: number, title: string): void {
  const headers = { "Content-Type": "application/problem+json", "Cache-Control": "no-store" };
  sendShort(res, status, headers, JSON.stringify({ type: "about:blank", title, status }));
}
