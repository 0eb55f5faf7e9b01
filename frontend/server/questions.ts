import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isUnavailable } from "../src/lib/api/client.ts";
import type { Point } from "../src/lib/api/points.ts";
import { ApiSession } from "../src/lib/api/session.ts";
import type { Asked, CaseView } from "../src/lib/cases/view.ts";
import { faultOf, NO_FAULT, statusOf } from "../src/lib/form_errors.ts";
import type { Locale } from "../src/lib/i18n/locales.ts";
import { LOCALES } from "../src/lib/i18n/locales.ts";
import type { Parts } from "./app.ts";
import { requestCms } from "./cms_client.ts";
import { digestOf, takeForm, textIn } from "./forms.ts";
import type { Ask } from "./personal_response.ts";
import { leadTo, sendPersonalPage } from "./personal_response.ts";

const PATH = new RegExp(`^/(${LOCALES.join("|")})/ask/?$`);
const MAX_BODY_BYTES = 64 * 1024;
const STATUS = { missing: 404, unavailable: 503 } as const;

export interface QuestionRoute {
  readonly reader: Locale;
  /** Which point, as the address says it. */
  readonly point: string;
}

/** Which point /{locale}/ask/?point=… means to ask; undefined for any other address. */
export function questionRoute(raw: string): QuestionRoute | undefined {
  const [path = "", query = ""] = raw.split("?", 2);
  const found = PATH.exec(path);
  if (found === null) return undefined;
  return { reader: found[1] as Locale, point: new URLSearchParams(query).get("point") ?? "" };
}

/** Answers the form by which a point is asked; what was sent becomes a case with a private link. */
export async function serveQuestion(
  req: IncomingMessage,
  res: ServerResponse,
  parts: Parts,
  { reader, point }: QuestionRoute,
): Promise<void> {
  const ask = { req, res, parts, reader };
  if (req.method !== "POST") return show(ask, await askPage(ask, point));
  const form = await takeForm(ask, MAX_BODY_BYTES);
  if (form === undefined) return;
  if (form === "too_large") return show(ask, await askPage(ask, point), 413);
  const asked = askedIn(form);
  const view = await askPage(ask, textIn(form, "point"), asked);
  if (view.kind !== "ask") return show(ask, view);
  const { key, ...said } = asked;
  const body = { ...said, locale: reader };
  const path = `/points/${view.point.id}/questions/`;
  const answer = await requestCms(req, parts, reader, {
    method: "POST",
    path,
    body,
    key: digestOf(key, JSON.stringify(body)),
  });
  if (answer.status !== 201)
    return show(ask, { ...view, fault: faultOf(answer.status, answer.body) }, statusOf(answer.status));
  const { status_url } = answer.body as { status_url: string };
  return leadTo(res, `${new URL(status_url).pathname}?step=sent`);
}

function askedIn(form: FormData): Asked {
  const [name, email, text, key] = ["name", "email", "text", "key"].map((field) => textIn(form, field)) as [
    string,
    string,
    string,
    string,
  ];
  return { name, email, text, key, consent: textIn(form, "consent") === "yes" };
}

async function askPage({ parts, reader }: Ask, wanted: string, asked?: Asked): Promise<CaseView> {
  if (!/^[1-9]\d{0,8}$/.test(wanted)) return { kind: "missing" };
  const api = new ApiSession(parts.client, parts.version.known);
  const point = await api.point(Number(wanted), reader).catch(unavailable);
  if (point === undefined) return { kind: "unavailable" };
  if (point === null) return { kind: "missing" };
  const empty = { name: "", email: "", text: "", consent: false, key: randomUUID() };
  return { kind: "ask", point, asked: asked ?? empty, fault: NO_FAULT };
}

function unavailable(error: unknown): Point | null | undefined {
  if (!isUnavailable(error)) throw error;
  return undefined;
}

function show(ask: Ask, view: CaseView, status = 200): Promise<void> {
  const own = view.kind === "missing" || view.kind === "unavailable" ? STATUS[view.kind] : status;
  return sendPersonalPage(ask, "/case", { caseView: view }, own);
}
