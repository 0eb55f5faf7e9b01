import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Case, Warning } from "../src/lib/api/cases.ts";
import type { CasePage, CaseStep, CaseView, LinkPage, Place } from "../src/lib/cases/view.ts";
import { CASE_STEPS } from "../src/lib/cases/view.ts";
import type { Fault } from "../src/lib/form_errors.ts";
import { faultOf, NO_FAULT, statusOf } from "../src/lib/form_errors.ts";
import type { Locale } from "../src/lib/i18n/locales.ts";
import { LOCALES } from "../src/lib/i18n/locales.ts";
import type { Parts } from "./app.ts";
import { requestCms } from "./cms_client.ts";
import { digestOf, digestOfFile, filesIn, takeForm, textIn } from "./forms.ts";
import type { Ask as PersonalAsk } from "./personal_response.ts";
import { leadTo, sendPersonalPage } from "./personal_response.ts";
import { sendProblem } from "./response.ts";

const PATH = new RegExp(`^/(${LOCALES.join("|")})/(case|question)(?:/([^/]*))?/?$`);
const TOKEN = /^[a-z2-7]{26}$/;
const BASES: Readonly<Record<Place, string>> = { case: "/school-support/requests", question: "/questions" };
// What the CMS takes at most; more is read so that the text of a message with too much is kept.
const MAX_FILES_BYTES = 50 * 1024 * 1024;
const MAX_BODY_BYTES = 80 * 1024 * 1024;

export interface CaseRoute {
  readonly reader: Locale;
  readonly place: Place;
  /** Of the private link; empty: the form that sends it again. */
  readonly token: string;
  readonly step: CaseStep;
}

type Ask = PersonalAsk & CaseRoute;

/** What an address below /{locale}/case/ or /{locale}/question/ asks for; undefined for any other. */
export function caseRoute(raw: string): CaseRoute | undefined {
  const [path = "", query = ""] = raw.split("?", 2);
  const found = PATH.exec(path);
  if (found === null) return undefined;
  const wanted = new URLSearchParams(query).get("step");
  const step = CASE_STEPS.find((known) => known === wanted) ?? "shown";
  return { reader: found[1] as Locale, place: found[2] as Place, token: found[3] ?? "", step };
}

/** Answers a private link, or the form that sends it again. */
export async function serveCase(
  req: IncomingMessage,
  res: ServerResponse,
  parts: Parts,
  asked: CaseRoute,
): Promise<void> {
  const ask = { req, res, parts, ...asked };
  if (req.method !== "POST") return show(ask, asked.token === "" ? linkPage(ask, {}) : await casePage(ask, {}));
  const form = await takeForm(ask, MAX_BODY_BYTES);
  if (form === undefined) return;
  if (form === "too_large")
    return show(ask, await casePage(ask, { fault: { errors: {}, problem: "form.too_large" } }), 413);
  if (form.has("reference")) return sendLink(ask, form);
  const actions: Readonly<Record<string, typeof write>> = { write, withdraw, rate };
  const name = textIn(form, "action");
  const act = Object.hasOwn(actions, name) ? actions[name] : undefined;
  return act === undefined || !TOKEN.test(asked.token) ? sendProblem(res, 400, "Bad Request") : act(ask, form);
}

async function write(ask: Ask, form: FormData): Promise<void> {
  const files = filesIn(form, "files");
  const text = textIn(form, "text");
  const written = { text, hasFiles: files.length > 0, key: textIn(form, "key"), checked: digestOf(text) };
  const again = async (view: Partial<CasePage>, status?: number) =>
    show(ask, await casePage(ask, { written, ...view }), status);
  if (files.reduce((sum, { size }) => sum + size, 0) > MAX_FILES_BYTES)
    return again({ fault: { errors: {}, problem: "form.too_large" } }, 413);
  const path = `${BASES[ask.place]}/${ask.token}/messages/`;
  if (text !== "" && textIn(form, "checked") !== written.checked) {
    const check = await requestCms(ask.req, ask.parts, ask.reader, {
      method: "POST",
      path,
      body: { text, check: true },
    });
    if (check.status !== 200) return again({ fault: faultOf(check.status, check.body) }, statusOf(check.status));
    const { warnings } = check.body as { warnings: Warning[] };
    if (warnings.length > 0) return again({ warnings });
  }
  const key = digestOf(written.key, text, ...(await Promise.all(files.map(digestOfFile))));
  const sent = new FormData();
  sent.set("text", text);
  for (const file of files) sent.append("files", file, file.name);
  const body = files.length > 0 ? { form: sent } : { body: { text } };
  const answer = await requestCms(ask.req, ask.parts, ask.reader, { method: "POST", path, key, ...body });
  if (answer.status === 201) return leadTo(ask.res, `${addressOf(ask)}?step=written`);
  return again({ fault: faultOf(answer.status, answer.body) }, statusOf(answer.status));
}

async function withdraw(ask: Ask): Promise<void> {
  const path = `${BASES[ask.place]}/${ask.token}/withdraw/`;
  const answer = await requestCms(ask.req, ask.parts, ask.reader, { method: "POST", path });
  if (answer.status === 200) return leadTo(ask.res, addressOf(ask));
  return show(
    ask,
    await casePage(ask, { step: "withdraw", fault: faultOf(answer.status, answer.body) }),
    statusOf(answer.status),
  );
}

async function rate(ask: Ask, form: FormData): Promise<void> {
  const rated = { stars: textIn(form, "stars"), comment: textIn(form, "comment") };
  const body = { stars: /^[1-5]$/.test(rated.stars) ? Number(rated.stars) : null, comment: rated.comment };
  const path = `${BASES[ask.place]}/${ask.token}/rating/`;
  const answer = await requestCms(ask.req, ask.parts, ask.reader, { method: "POST", path, body });
  if (answer.status === 200) return leadTo(ask.res, addressOf(ask));
  const fault = rated.stars === "" && answer.status === 400 ? UNRATED : faultOf(answer.status, answer.body);
  return show(ask, await casePage(ask, { step: "rate", rated, fault }), statusOf(answer.status));
}

const UNRATED: Fault = { errors: {}, problem: "case.rate.choose" };

async function sendLink(ask: Ask, form: FormData): Promise<void> {
  const typed = { reference: textIn(form, "reference"), email: textIn(form, "email") };
  const answer = await requestCms(ask.req, ask.parts, ask.reader, {
    method: "POST",
    path: `${BASES[ask.place]}/links/`,
    body: typed,
  });
  if (answer.status === 202) return show(ask, linkPage(ask, { typed, isSent: true }));
  return show(ask, linkPage(ask, { typed, fault: faultOf(answer.status, answer.body) }), statusOf(answer.status));
}

function linkPage({ place, token }: Ask, known: Partial<LinkPage>): LinkPage {
  const typed = { reference: "", email: "" };
  return { kind: "link", place, isLost: token !== "", isSent: false, typed, fault: NO_FAULT, ...known };
}

async function casePage(ask: Ask, known: Partial<CasePage>): Promise<CaseView> {
  const { place, token, step } = ask;
  if (!TOKEN.test(token)) return linkPage(ask, {});
  const answer = await requestCms(ask.req, ask.parts, ask.reader, { method: "GET", path: `${BASES[place]}/${token}/` });
  if (answer.status === 404) return linkPage(ask, {});
  if (answer.status !== 200) return { kind: "unavailable" };
  const found = answer.body as Case;
  const { rating } = found;
  const rated = { stars: String(rating?.stars ?? ""), comment: rating?.comment ?? "" };
  const written = { text: "", hasFiles: false, key: randomUUID(), checked: "" };
  return { kind: "case", place, token, case: found, step, written, rated, warnings: [], fault: NO_FAULT, ...known };
}

function addressOf({ reader, place, token }: Ask): string {
  return `/${reader}/${place}/${token}/`;
}

function show(ask: Ask, view: CaseView, status?: number): Promise<void> {
  const own = view.kind === "unavailable" ? 503 : view.kind === "link" && view.isLost && !view.isSent ? 404 : 200;
  return sendPersonalPage(ask, "/case", { caseView: view }, own === 200 ? (status ?? 200) : own);
}
