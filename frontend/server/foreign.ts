import type { IncomingMessage } from "node:http";

/** A form on somebody else's site must not speak for our readers. */
export function isForeign(req: IncomingMessage): boolean {
  const from = req.headers["sec-fetch-site"];
  return from === "cross-site" || from === "same-site";
}
