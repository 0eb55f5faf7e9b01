import type { IncomingMessage, ServerResponse } from "node:http";
import { isUnavailable } from "../src/lib/api/client.ts";
import { ApiSession } from "../src/lib/api/session.ts";
import type { PageDocument } from "../src/lib/api/types.ts";
import type { FeedbackView, Outcome, ReaderAnswer } from "../src/lib/feedback.ts";
import { faultOf, readAnswer } from "../src/lib/feedback.ts";
import type { Locale } from "../src/lib/i18n/locales.ts";
import { localeOfPath } from "../src/lib/i18n/locales.ts";
import type { Parts } from "./app.ts";
import { renderByAstro } from "./astro_renderer.ts";
import { readBody } from "./body.ts";
import { requestCms } from "./cms_client.ts";
import { isCrossOrigin } from "./same_origin.ts";
import { digestOf } from "./forms.ts";
import { PERSONAL, securityHeaders } from "./headers.ts";
import { send, sendProblem } from "./response.ts";
import { store } from "./compressed_body.ts";

// 2,000 characters outside the Latin alphabet, percent-encoded, and some room.
const MAX_BODY_BYTES = 32 * 1024;
const STATUS: Readonly<Record<Outcome, number>> = {
  thanks: 200,
  choose: 422,
  too_long: 422,
  too_many: 429,
  failed: 503,
};

/** The language of a path that takes a reader's answer: /uk/feedback. */
export function feedbackLocale(path: string): Locale | undefined {
  const locale = localeOfPath(path);
  return locale !== undefined && path === `/${locale}/feedback` ? locale : undefined;
}

/** A form sent without a script: passed on to the CMS, answered by a page. */
export async function receiveFeedback(
  req: IncomingMessage,
  res: ServerResponse,
  parts: Parts,
  reader: Locale,
): Promise<void> {
  if (isCrossOrigin(req, parts.config.siteUrl)) return sendProblem(res, 403, "Forbidden");
  const body = await readBody(req, MAX_BODY_BYTES);
  if (typeof body === "string") return sendProblem(res, 413, "Content Too Large");
  const answer = readAnswer(body.toString("utf8"));
  const api = new ApiSession(parts.client, parts.version.known);
  const page = localeOfPath(answer.path) === reader ? await pageAt(api, answer.path) : null;
  if (page === null) return sendProblem(res, 404, "Not Found");
  const outcome = faultOf(answer) ?? (await passOn(req, parts, page, answer, reader));
  const title = page?.title ?? "";
  await showOutcome(req, res, parts, { api, reader, feedback: { outcome, answer, title } });
}

/** The page, null if there is none, undefined while the CMS is away. */
async function pageAt(api: ApiSession, path: string): Promise<PageDocument | null | undefined> {
  try {
    return await api.page(path);
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return undefined;
  }
}

async function passOn(
  req: IncomingMessage,
  parts: Parts,
  page: PageDocument | undefined,
  { helpful, comment }: ReaderAnswer,
  locale: Locale,
): Promise<Outcome> {
  if (page === undefined) return "failed";
  const body = { helpful, comment, locale };
  // The same answer sent twice, by a reload, is stored once.
  const question = {
    method: "POST",
    path: `/pages/${page.id}/feedback/`,
    body,
    key: digestOf(JSON.stringify(body)),
  } as const;
  const { status } = await requestCms(req, parts, locale, question);
  return status === 201 ? "thanks" : status === 429 ? "too_many" : "failed";
}

interface Shown {
  readonly api: ApiSession;
  readonly reader: Locale;
  readonly feedback: FeedbackView;
}

async function showOutcome(req: IncomingMessage, res: ServerResponse, parts: Parts, shown: Shown) {
  const { siteUrl, cmsUrl } = parts.config;
  const rendered = await renderByAstro(parts.handler, "/feedback", { ...shown, siteUrl, cmsUrl });
  const headers = [
    ...securityHeaders(parts.config, "nobody"),
    ["Cache-Control", PERSONAL] as const,
    ["X-Robots-Tag", "noindex"] as const,
  ];
  const status = STATUS[shown.feedback.outcome];
  send(req, res, await store(status, "text/html; charset=utf-8", headers, rendered.body));
}
