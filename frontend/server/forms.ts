import { createHash } from "node:crypto";
import { readBody } from "./body.ts";
import { busyPage } from "./error_page.ts";
import type { BodyBudget } from "./body_budget.ts";
import { clientOf, networksOf } from "./client_address.ts";
import { isCrossOrigin } from "./same_origin.ts";
import type { Ask } from "./personal_response.ts";
import { sendProblem } from "./response.ts";

// Of each form so much is taken whatever others hold: what people write is less than this.
const ALWAYS_TAKEN = 64 * 1024;

/**
 * The fields and files of a form of ours (urlencoded or multipart); "too_large" where people chose
 * too much; undefined once it was refused: sent from another site, malformed, or too much at once.
 */
export async function takeForm(
  { req, res, parts, reader }: Ask,
  maxBytes: number,
): Promise<FormData | "too_large" | undefined> {
  const { config } = parts;
  if (isCrossOrigin(req, config.siteUrl)) return void sendProblem(res, 403, "Forbidden");
  if (Number(req.headers["content-length"]) > maxBytes) return "too_large";
  const body = await readBody(
    req,
    maxBytes,
    chargeUntilAnswered(parts.forms, networksOf(clientOf(req, config.proxies)), res),
  );
  if (body === "refused") return void busyPage(res, reader, config);
  if (body === "too_large") return body;
  try {
    return await parse(body, req.headers["content-type"]);
  } catch {
    return void sendProblem(res, 400, "Bad Request");
  }
}

/** Charges what arrives of one form to the client; all of it is given back when the answer is out. */
function chargeUntilAnswered(
  budget: BodyBudget,
  client: readonly string[],
  res: Ask["res"],
): (bytes: number) => boolean {
  let arrived = 0;
  let charged = 0;
  res.once("close", () => budget.give(client, charged));
  return (bytes) => {
    arrived += bytes;
    const more = Math.max(arrived - ALWAYS_TAKEN, 0) - charged;
    if (more > 0 && !budget.take(client, more)) return false;
    charged += Math.max(more, 0);
    return true;
  };
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
  return form
    .getAll(name)
    .filter((value): value is File => typeof value !== "string" && (value.name !== "" || value.size > 0));
}

/** One name for these texts: the same ones sent again are known by it. */
export function digestOf(...texts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(texts)).digest("base64url");
}

/** One name for a file: of the same name and length, two may say different things. */
export async function digestOfFile(file: File): Promise<string> {
  const content = Buffer.from(await file.arrayBuffer());
  return createHash("sha256").update(`${file.name}\n`).update(content).digest("base64url");
}
