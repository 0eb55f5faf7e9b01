import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isForeign } from "./foreign.ts";
import { readBody } from "./body.ts";
import { sendProblem } from "./send.ts";

/** What all forms being read may hold in memory together. */
const BUDGET_BYTES = 192 * 1024 * 1024;
let held = 0;

/**
 * The fields and files of a form of ours (urlencoded or multipart); "too_large" where people chose
 * too much; undefined once it was refused: sent from another site, without a length, malformed, or
 * too many at once.
 */
export async function takeForm(req: IncomingMessage, res: ServerResponse, maxBytes: number): Promise<FormData | "too_large" | undefined> {
  const length = Number(req.headers["content-length"] ?? Number.NaN);
  const refusal = reasonAgainst(req, length);
  if (refusal !== undefined) return void sendProblem(res, ...refusal);
  if (length > maxBytes) return "too_large";
  held += length;
  res.once("close", () => {
    held -= length;
  });
  const body = await readBody(req, maxBytes);
  if (body === undefined) return "too_large";
  try {
    return await parse(body, req.headers["content-type"]);
  } catch {
    return void sendProblem(res, 400, "Bad Request");
  }
}

function reasonAgainst(req: IncomingMessage, length: number): [number, string] | undefined {
  if (isForeign(req)) return [403, "Forbidden"];
  if (!Number.isSafeInteger(length)) return [411, "Length Required"];
  // More than one form could ever hold is refused below, by its own limit.
  return held + Math.min(length, BUDGET_BYTES / 2) > BUDGET_BYTES ? [503, "Service Unavailable"] : undefined;
}

function parse(body: Buffer, type = "application/x-www-form-urlencoded"): Promise<FormData> {
  return new Response(new Uint8Array(body), { headers: { "Content-Type": type } }).formData();
}

/** A field's text as people typed it; empty where there is none. */
export function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.replaceAll("\r\n", "\n").trim() : "";
}

/** The files chosen in a field; a field left alone sends one without a name. */
export function filesIn(form: FormData, name: string): File[] {
  return form.getAll(name).filter((value): value is File => typeof value !== "string" && (value.name !== "" || value.size > 0));
}

/** One name for these texts: the same ones sent again are known by it. */
export function digestOf(...texts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(texts)).digest("base64url");
}
