import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Draft, FormChoices, School } from "../src/lib/api/requests.ts";
import type { Fault } from "../src/lib/form_errors.ts";
import { faultOf, NO_FAULT, statusOf } from "../src/lib/form_errors.ts";
import type { Locale } from "../src/lib/i18n/locales.ts";
import { LOCALES } from "../src/lib/i18n/locales.ts";
import type { LaterPage, RequestView, StepName, StepPage } from "../src/lib/requests/view.ts";
import { EMPTY_ROW, nextOpen, rowsOf, stepAfter, STEPS } from "../src/lib/requests/view.ts";
import type { Parts } from "./app.ts";
import type { CmsAnswer } from "./cms_client.ts";
import { requestCms } from "./cms_client.ts";
import { filesIn, takeForm, textIn } from "./forms.ts";
import type { Ask as PersonalAsk } from "./personal_response.ts";
import { leadTo, sendPersonalPage } from "./personal_response.ts";
import { typedIn } from "./request_fields.ts";
import { sendProblem } from "./response.ts";

const PATH = new RegExp(`^/(${LOCALES.join("|")})/schools/request(?:/([^/]+)(?:/([a-z]+))?)?/?$`);
const TOKEN = /^[a-z2-7]{26}$/;
const MAX_BODY_BYTES = 80 * 1024 * 1024;
const MAX_FILE_BYTES = 10 * 1024 * 1024;
const SHOWN_SCHOOLS = 20;
const STATUS = { gone: 404, unavailable: 503 } as const;

export interface RequestRoute {
  readonly reader: Locale;
  /** Of the private link of a draft; empty: the first page. */
  readonly token: string;
  readonly step: string;
  readonly query: URLSearchParams;
}

type Ask = PersonalAsk & RequestRoute;

/** What an address below /{locale}/schools/request/ asks for; undefined for any other. */
export function requestRoute(raw: string): RequestRoute | undefined {
  const [path = "", query = ""] = raw.split("?", 2);
  const found = PATH.exec(path);
  if (found === null) return undefined;
  return { reader: found[1] as Locale, token: found[2] ?? "", step: found[3] ?? "", query: new URLSearchParams(query) };
}

/** Answers a page of the form: what is typed is kept by the CMS, right or wrong, until it is sent. */
export async function serveRequest(
  req: IncomingMessage,
  res: ServerResponse,
  parts: Parts,
  asked: RequestRoute,
): Promise<void> {
  const ask = { req, res, parts, ...asked };
  if (req.method !== "POST") return asked.token === "" ? show(ask, { kind: "start", fault: NO_FAULT }) : read(ask);
  const form = await takeForm(ask, MAX_BODY_BYTES);
  if (form === undefined) return;
  if (asked.token === "") return start(ask);
  const draft = await draftOf(ask);
  if (!isDraft(draft)) return show(ask, draft);
  if (draft.sent) return leadToCase(ask, draft.sent.status_url);
  if (form === "too_large") return showStep(ask, draft, { fault: { errors: {}, problem: "form.too_large" } }, 413);
  if (asked.step === "later") return mailLink(ask, draft);
  const step = STEPS.find((known) => known === asked.step);
  return step === undefined ? sendProblem(res, 404, "Not Found") : act(ask, step, draft, form);
}

async function start(ask: Ask): Promise<void> {
  const body = { locale: ask.reader };
  const answer = await requestCms(ask.req, ask.parts, ask.reader, {
    method: "POST",
    path: "/school-support/drafts/",
    body,
    key: randomUUID(),
  });
  if (answer.status !== 201)
    return show(ask, { kind: "start", fault: faultOf(answer.status, answer.body) }, statusOf(answer.status));
  const { resume_url } = answer.body as { resume_url: string };
  return leadTo(ask.res, `${new URL(resume_url).pathname}school/`);
}

async function read(ask: Ask): Promise<void> {
  const draft = await draftOf(ask);
  if (!isDraft(draft)) return show(ask, draft);
  if (draft.sent) return leadToCase(ask, draft.sent.status_url);
  if (ask.step === "") return leadTo(ask.res, addressOf(ask, nextOpen(draft)));
  if (ask.step === "later")
    return show(ask, { kind: "later", token: ask.token, draft, isMailed: ask.query.has("mailed"), fault: NO_FAULT });
  return showStep(ask, draft, {});
}

async function act(ask: Ask, step: StepName, draft: Draft, form: FormData): Promise<void> {
  if (step === "check") return textIn(form, "action") === "known" ? mailKnownLink(ask, draft) : send(ask, draft);
  if (step === "files") return keepFiles(ask, draft, form);
  const answer = await requestCms(ask.req, ask.parts, ask.reader, {
    method: "PUT",
    path: `${pathOf(ask)}${step}/`,
    body: typedIn(form, step),
    match: versionIn(form),
  });
  if (answer.status !== 200) return refused(ask, step, draft, form, answer);
  const kept = answer.body as Draft;
  return goOn(ask, step, kept, form);
}

/** Shows what was typed again; where another device was quicker, with what that one has kept. */
async function refused(
  ask: Ask,
  step: StepName,
  draft: Draft,
  form: FormData,
  { status, body }: CmsAnswer,
): Promise<void> {
  const now = status === 409 ? await draftOf(ask) : draft;
  const kept = isDraft(now) ? now : draft;
  if (kept.sent) return leadToCase(ask, kept.sent.status_url);
  const known = { fault: faultOf(status, body), ...(status === 409 ? { other: kept } : {}) };
  return showStep(ask, typedOver(kept, form, step), known, statusOf(status));
}

/** The version of the page that was filled in; nothing that could not be one goes into a header. */
function versionIn(form: FormData): string {
  return /^[0-9a-f]{16}$/.exec(textIn(form, "version"))?.[0] ?? "";
}

/** Leads on from a page that was kept; shows it again if something on it is wrong. */
function goOn(ask: Ask, step: StepName, kept: Draft, form: FormData): Promise<void> | void {
  const action = textIn(form, "action");
  if (action === "later") return leadTo(ask.res, addressOf(ask, "later"));
  if (step === "pupils" && action === "add")
    return showStep(ask, kept, { rows: [...rowsOf(kept), EMPTY_ROW], fault: NO_FAULT });
  if (step === "pupils" && action.startsWith("remove-"))
    return showStep(ask, kept, { rows: rowsOf(kept), fault: NO_FAULT });
  const errors = kept.errors[step];
  if (errors !== undefined) return showStep(ask, kept, { fault: { errors } }, 422);
  const isFromCheck = textIn(form, "from") === "check";
  return leadTo(ask.res, addressOf(ask, isFromCheck ? nextOpen(kept) : stepAfter(kept, step)));
}

/** The draft with what was typed just now, for a page that could not be kept. */
function typedOver(draft: Draft, form: FormData, step: StepName): Draft {
  return { ...draft, answers: { ...draft.answers, [step]: typedIn(form, step) } };
}

async function keepFiles(ask: Ask, draft: Draft, form: FormData): Promise<void> {
  const action = textIn(form, "action");
  const path = `${pathOf(ask)}files/`;
  if (action.startsWith("delete-")) {
    const id = action.slice("delete-".length);
    if (draft.files.some((file) => file.id === id))
      await requestCms(ask.req, ask.parts, ask.reader, { method: "DELETE", path: `${path}${id}/` });
    return leadTo(ask.res, addressOf(ask, "files"));
  }
  for (const file of filesIn(form, "file")) {
    const fault = await upload(ask, path, file);
    if (fault !== undefined) {
      const known = await draftOf(ask);
      return showStep(ask, isDraft(known) ? known : draft, { fault }, 422);
    }
  }
  if (action === "upload") return leadTo(ask.res, addressOf(ask, "files"));
  return action === "later"
    ? leadTo(ask.res, addressOf(ask, "later"))
    : leadTo(ask.res, addressOf(ask, textIn(form, "from") === "check" ? "check" : stepAfter(draft, "files")));
}

async function upload(ask: Ask, path: string, file: File): Promise<Fault | undefined> {
  if (file.size > MAX_FILE_BYTES) return { errors: {}, problem: "form.too_large" };
  const sent = new FormData();
  sent.set("file", file, file.name);
  const answer = await requestCms(ask.req, ask.parts, ask.reader, { method: "POST", path, form: sent });
  if (answer.status === 201) return undefined;
  const { errors, ...rest } = faultOf(answer.status, answer.body);
  const texts = Object.values(errors).flat();
  return texts.length > 0 ? { errors: { file: texts.map((text) => `${file.name}: ${text}`) } } : { errors, ...rest };
}

async function send(ask: Ask, draft: Draft): Promise<void> {
  const answer = await requestCms(ask.req, ask.parts, ask.reader, { method: "POST", path: `${pathOf(ask)}send/` });
  if (answer.status === 201) return leadToCase(ask, (answer.body as { status_url: string }).status_url);
  const { detail, errors } = (answer.body ?? {}) as { detail?: string; errors?: Fault["errors"] };
  const fault =
    answer.status === 409 && errors !== undefined
      ? { errors, ...(detail ? { said: detail } : {}) }
      : faultOf(answer.status, answer.body);
  return showStep(ask, draft, { fault }, statusOf(answer.status));
}

async function mailKnownLink(ask: Ask, draft: Draft): Promise<void> {
  const answer = await requestCms(ask.req, ask.parts, ask.reader, {
    method: "POST",
    path: `${pathOf(ask)}known-link/`,
  });
  if (answer.status === 202) return showStep(ask, draft, { sentLink: "known" });
  return showStep(ask, draft, { fault: faultOf(answer.status, answer.body) }, statusOf(answer.status));
}

async function mailLink(ask: Ask, draft: Draft): Promise<void> {
  const answer = await requestCms(ask.req, ask.parts, ask.reader, { method: "POST", path: `${pathOf(ask)}link/` });
  if (answer.status === 202) return leadTo(ask.res, `${addressOf(ask, "later")}?mailed=1`);
  const fault: Fault =
    answer.status === 400 ? { errors: {}, problem: "request.later.no_email" } : faultOf(answer.status, answer.body);
  const view: LaterPage = { kind: "later", token: ask.token, draft, isMailed: false, fault };
  return show(ask, view, statusOf(answer.status));
}

async function draftOf(ask: Ask): Promise<Draft | { kind: "gone" } | { kind: "unavailable" }> {
  if (!TOKEN.test(ask.token)) return { kind: "gone" };
  const answer = await requestCms(ask.req, ask.parts, ask.reader, { method: "GET", path: pathOf(ask) });
  if (answer.status === 200) return answer.body as Draft;
  return { kind: answer.status === 404 ? "gone" : "unavailable" };
}

function isDraft(found: Draft | { kind: string }): found is Draft {
  return !("kind" in found);
}

async function showStep(ask: Ask, draft: Draft, known: Partial<StepPage>, status = 200): Promise<void> {
  const step = STEPS.find((one) => one === ask.step);
  if (step === undefined) return sendProblem(ask.res, 404, "Not Found");
  const path = `/school-support/form/?locale=${ask.reader}`;
  const answer = await requestCms(ask.req, ask.parts, ask.reader, { method: "GET", path });
  if (answer.status !== 200) return show(ask, { kind: "unavailable" });
  const typed = rowsOf(draft);
  return show(
    ask,
    {
      kind: "step",
      token: ask.token,
      step,
      draft,
      choices: answer.body as FormChoices,
      search: await searchOf(ask, step),
      rows: typed.length > 0 ? typed : [EMPTY_ROW],
      fromCheck: ask.query.get("from") === "check",
      sentLink: undefined,
      fault: NO_FAULT,
      ...known,
    },
    status,
  );
}

async function searchOf(ask: Ask, step: StepName): Promise<StepPage["search"]> {
  const words = (ask.query.get("q") ?? "").trim().slice(0, 100);
  if (step !== "school" || words === "") return { words, total: 0 };
  const query = new URLSearchParams({ q: words, limit: String(SHOWN_SCHOOLS) });
  const answer = await requestCms(ask.req, ask.parts, ask.reader, { method: "GET", path: `/schools/?${query}` });
  if (answer.status !== 200) return { words, total: 0 };
  const found = answer.body as { meta: { total_count: number }; items: readonly School[] };
  return { words, schools: found.items, total: found.meta.total_count };
}

function pathOf({ token }: Ask): string {
  return `/school-support/drafts/${token}/`;
}

function addressOf({ reader, token }: Ask, step: StepName | "later"): string {
  return `/${reader}/schools/request/${token}/${step}/`;
}

function leadToCase({ res }: Ask, statusUrl: string): void {
  leadTo(res, `${new URL(statusUrl).pathname}?step=sent`);
}

function show(ask: Ask, view: RequestView, status = 200): Promise<void> {
  const own = view.kind === "gone" || view.kind === "unavailable" ? STATUS[view.kind] : status;
  return sendPersonalPage(ask, "/request", { requestView: view }, own);
}
