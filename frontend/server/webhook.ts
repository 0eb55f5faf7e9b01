import type { IncomingMessage, ServerResponse } from "node:http";
import type { ContentVersion } from "../src/lib/content_version.ts";
import { readBody } from "./body.ts";
import { sendProblem, sendShort } from "./response.ts";
import { isAuthentic } from "./signature.ts";

const MAX_BODY_BYTES = 4096;

/** The CMS's signed word that content changed: 204, or 401 that does not say what was wrong. */
export async function receiveWebhook(
  req: IncomingMessage,
  res: ServerResponse,
  secret: string,
  version: ContentVersion,
): Promise<void> {
  const body = await readBody(req, MAX_BODY_BYTES);
  if (typeof body === "string") return sendProblem(res, 413, "Content Too Large");
  const timestamp = single(req.headers["x-timestamp"]);
  const signature = single(req.headers["x-signature"]);
  if (!isAuthentic(secret, { timestamp, signature, body }, Date.now() / 1000)) {
    return sendProblem(res, 401, "Unauthorized");
  }
  const announced = contentVersionIn(body);
  if (announced === undefined) return sendProblem(res, 400, "Bad Request");
  version.raise(announced);
  await version.noted;
  sendShort(res, 204, { "Cache-Control": "no-store" });
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? undefined : value;
}

/** The version a body announces, or undefined if it is not a sensible announcement. */
export function contentVersionIn(body: Buffer): number | undefined {
  try {
    const value = (JSON.parse(body.toString("utf8")) as { content_version?: unknown } | null)?.content_version;
    return Number.isSafeInteger(value) ? (value as number) : undefined;
  } catch {
    return undefined;
  }
}
