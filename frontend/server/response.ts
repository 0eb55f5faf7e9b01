import type { IncomingMessage, ServerResponse } from "node:http";
import { matchesEtag } from "./etag.ts";
import { negotiateEncoding } from "./negotiation.ts";
import type { Stored, Variant } from "./compressed_body.ts";

/** The encoding to send, and whether the client has it already. */
export function choose(
  stored: Stored,
  accepted: string | undefined,
  known: string | undefined,
): { variant: Variant; notModified: boolean } {
  const variant = stored.variants[negotiateEncoding(accepted)];
  return { variant, notModified: stored.status === 200 && matchesEtag(known, variant.etag) };
}

/** Writes a kept answer in the encoding the client takes, or 304 if it has it already. */
export function send(req: IncomingMessage, res: ServerResponse, stored: Stored): void {
  const { "accept-encoding": accepted, "if-none-match": known } = req.headers;
  const { variant, notModified } = choose(stored, accepted as string | undefined, known);
  if (notModified) {
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
