import type { IncomingMessage } from "node:http";

/**
 * A form on somebody else's site must not speak for our readers. Pages with private links send
 * "null" as their Origin, because they name their address to nobody: then only Sec-Fetch-Site tells.
 */
export function isCrossOrigin(req: IncomingMessage, siteUrl: string): boolean {
  const { "sec-fetch-site": from, origin, host } = req.headers;
  if (from === "cross-site" || from === "same-site") return true;
  if (origin === undefined || origin === "null") return false;
  return origin !== new URL(siteUrl).origin && (!URL.canParse(origin) || new URL(origin).host !== host);
}
