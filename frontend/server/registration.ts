import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isUnavailable } from "../src/lib/api/client.ts";
import { ApiSession } from "../src/lib/api/session.ts";
import type { Activity, Registration } from "../src/lib/api/activities.ts";
import type { RegistrationView, Typed } from "../src/lib/activities/registration.ts";
import { bodyOf, faultOf, NO_FAULT, typedIn, typedOf } from "../src/lib/activities/registration.ts";
import type { Locale } from "../src/lib/i18n/locales.ts";
import { LOCALES } from "../src/lib/i18n/locales.ts";
import type { Parts } from "./app.ts";
import { readBody } from "./body.ts";
import type { CmsAnswer } from "./cms_client.ts";
import { requestCms } from "./cms_client.ts";
import { digestOf } from "./forms.ts";
import { isCrossOrigin } from "./same_origin.ts";
import type { Ask as PersonalAsk } from "./personal_response.ts";
import { leadTo, sendPersonalPage } from "./personal_response.ts";
import { sendProblem } from "./response.ts";

const MAX_BODY_BYTES = 32 * 1024;
const PATH = new RegExp(`^/(${LOCALES.join("|")})/registration/(?:([^/]+)/?)?$`);
const TOKEN = /^[a-z2-7]{26}$/;
const STATUS = { form: 200, link: 200, private: 200, missing: 404, unavailable: 503 } as const;

export interface Asked {
  readonly reader: Locale;
  /** Of the private link; undefined: the form. */
  readonly token: string | undefined;
  readonly query: URLSearchParams;
}

/** What an address of the form or of a private link asks for; undefined for any other. */
export function registrationRoute(raw: string): Asked | undefined {
  const [path = "", query = ""] = raw.split("?", 2);
  const found = PATH.exec(path);
  if (found === null) return undefined;
  return { reader: found[1] as Locale, token: found[2], query: new URLSearchParams(query) };
}

/** Answers a form or a private link: for one reader, never stored, never told to other sites. */
export async function serveRegistration(
  req: IncomingMessage,
  res: ServerResponse,
  parts: Parts,
  asked: Asked,
): Promise<void> {
  const ask = { req, res, parts, ...asked };
  if (asked.token !== undefined && !TOKEN.test(asked.token)) return show(ask, { kind: "missing" });
  if (req.method === "POST") {
    if (isCrossOrigin(req, parts.config.siteUrl)) return sendProblem(res, 403, "Forbidden");
    const body = await readBody(req, MAX_BODY_BYTES);
    if (typeof body === "string") return sendProblem(res, 413, "Content Too Large");
    const form = new URLSearchParams(body.toString("utf8"));
    if (asked.token !== undefined) return act(ask, asked.token, form);
    return form.has("activity") ? signUp(ask, form) : mailLinks(ask, form.get("email") ?? "");
  }
  if (asked.token === undefined && asked.query.get("step") === "link")
    return show(ask, { kind: "link", email: "", isSent: false, fault: NO_FAULT });
  if (asked.token === undefined) return show(ask, await formView(ask, undefined));
  return show(ask, await privateView(ask, asked.token));
}

type Ask = Asked & PersonalAsk;

async function signUp(ask: Ask, form: URLSearchParams): Promise<void> {
  const typed = typedIn(form);
  const view = await formView({ ...ask, query: form }, typed);
  if (view.kind !== "form") return show(ask, view);
  if (form.get("action") === "link") return mailLinks(ask, typed.values.email ?? "");
  const again = form.get("again") === "yes" ? { again: true } : {};
  const body = { ...bodyOf(typed), group: view.group.id, locale: ask.reader, consent: typed.consent, ...again };
  const path = `/activities/${view.activity.id}/registrations/`;
  // What is corrected after “back” is another registration, whatever the page was opened with.
  const key = digestOf(typed.key, JSON.stringify(body));
  const answer = await requestCms(ask.req, ask.parts, ask.reader, { method: "POST", path, body, key });
  if (answer.status === 201)
    return leadTo(ask.res, new URL((answer.body as { status_url: string }).status_url).pathname);
  return show(ask, { ...view, fault: faultOf(answer.status, answer.body) }, statusOf(answer));
}

async function mailLinks(ask: Ask, email: string): Promise<void> {
  const answer = await requestCms(ask.req, ask.parts, ask.reader, {
    method: "POST",
    path: "/registrations/link/",
    body: { email, locale: ask.reader },
  });
  const isSent = answer.status === 202;
  return show(
    ask,
    { kind: "link", email, isSent, fault: isSent ? NO_FAULT : faultOf(answer.status, answer.body) },
    isSent ? 200 : statusOf(answer),
  );
}

async function act(ask: Ask, token: string, form: URLSearchParams): Promise<void> {
  const path = `/registrations/${token}/`;
  const typed = typedIn(form);
  const questions = {
    withdraw: { method: "DELETE", path },
    accept: { method: "POST", path: `${path}offer/`, body: { accept: true } },
    decline: { method: "POST", path: `${path}offer/`, body: { accept: false } },
    change: { method: "PATCH", path, body: bodyOf(typed) },
  } as const;
  const name = form.get("action") ?? "";
  if (!Object.hasOwn(questions, name)) return sendProblem(ask.res, 400, "Bad Request");
  const answer = await requestCms(ask.req, ask.parts, ask.reader, questions[name as keyof typeof questions]);
  if (answer.status === 200) return leadTo(ask.res, `/${ask.reader}/registration/${token}/`);
  const view = await privateView(ask, token);
  if (view.kind !== "private") return show(ask, view);
  const step = name === "change" ? { step: "change" as const, typed } : {};
  return show(ask, { ...view, ...step, fault: faultOf(answer.status, answer.body) }, statusOf(answer));
}

async function formView({ parts, reader, query }: Ask, typed: Typed | undefined): Promise<RegistrationView> {
  const id = Number(query.get("activity"));
  if (!Number.isSafeInteger(id) || id < 1) return { kind: "missing" };
  const api = new ApiSession(parts.client, parts.version.known);
  const activity = await api.activity(id, reader).catch(unavailable<Activity>);
  if (activity === undefined) return { kind: "unavailable" };
  const group = activity?.groups.find(({ id: known }) => String(known) === query.get("group"));
  if (activity === null || group === undefined) return { kind: "missing" };
  const empty = { values: {}, ages: [], names: [], ids: [], consent: false, key: randomUUID() };
  return { kind: "form", activity, group, typed: typed ?? empty, fault: NO_FAULT };
}

async function privateView({ req, parts, reader, query }: Ask, token: string): Promise<RegistrationView> {
  const answer = await requestCms(req, parts, reader, { method: "GET", path: `/registrations/${token}/` });
  if (answer.status === 404) return { kind: "missing" };
  if (answer.status !== 200) return { kind: "unavailable" };
  const registration = answer.body as Registration;
  const wanted = query.get("step");
  const step =
    wanted === "withdraw" && registration.can.withdraw
      ? "withdraw"
      : wanted === "change" && registration.can.change
        ? "change"
        : "shown";
  return { kind: "private", registration, token, typed: typedOf(registration), fault: NO_FAULT, step };
}

function unavailable<T>(error: unknown): T | undefined {
  if (!isUnavailable(error)) throw error;
  return undefined;
}

function statusOf({ status }: CmsAnswer): number {
  return status === 400 ? 422 : status;
}

function show(ask: Ask, view: RegistrationView, status?: number): Promise<void> {
  return sendPersonalPage(ask, "/registration", { registration: view }, status ?? STATUS[view.kind]);
}
