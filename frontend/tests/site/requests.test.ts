import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Draft, FormChoices } from "../../src/lib/api/requests.ts";
import { RunningSite } from "./running.ts";

// The search field in the header has a file of its own, which nothing needs.
const OTHER_SCRIPT = /<script(?! type="module" src="\/_astro\/)/;
const TOKEN = "a2b3c4d5e6f7a2b3c4d5e6f7a2";
const BASE = `/uk/schools/request/${TOKEN}/`;
const API = `/api/v2/school-support/drafts/${TOKEN}/`;
const TYPE = { "Content-Type": "application/x-www-form-urlencoded" };
const KIND = "1d4ef9e2-1111-4222-8333-444455556666";
const CHOICES: FormChoices = {
  kinds: [{ key: KIND, name: "Асистент", description: "", lang: "uk", allowance: null, asks_what_was_tried: false }],
  languages: [{ code: "uk", name: "українська" }],
  bands: [{ code: "1-3", name: "класи 1–3" }],
  levels: [{ code: "A0", name: "немає (A0)" }],
  counties: [{ code: "3064", name: "Познань" }],
  files: { max_count: 5, max_bytes: 10, extensions: ["pdf"] },
};
const EMPTY: Draft = {
  locale: "uk",
  changed_at: "2026-11-23T10:00:00Z",
  expires_at: "2026-12-23T10:00:00Z",
  answers: {},
  school: null,
  files: [],
  steps: (["school", "contact", "pupils", "support", "tried", "files", "consent", "check"] as const).map((step) => ({
    step,
    state: step === "tried" ? "skipped" : "empty",
    version: "0123456789abcdef",
  })),
  errors: {},
  warnings: [],
  sent: null,
};
let site: RunningSite;

beforeEach(async () => {
  site = await new RunningSite().start();
  site.api.answers.set("GET /api/v2/school-support/form/", { status: 200, body: CHOICES });
  answer(EMPTY);
});
afterEach(() => site.stop());

function answer(draft: Draft): void {
  site.api.answers.set(`GET ${API}`, { status: 200, body: draft });
}

function post(step: string, fields: Readonly<Record<string, string>>) {
  return site.send("POST", `${BASE}${step}/`, TYPE, new URLSearchParams(fields).toString());
}

describe("the first page", () => {
  test("begins nothing until the button is pressed, and needs no script", async () => {
    const { status, text } = await site.get("/uk/schools/request/");
    expect([status, site.api.asked, OTHER_SCRIPT.test(text)]).toEqual([200, [], false]);
  });

  test("leads to the first step by a link of its own", async () => {
    site.api.answers.set("POST /api/v2/school-support/drafts/", {
      status: 201,
      body: { resume_url: `http://127.0.0.1:4321${BASE}` },
    });
    const { status, headers } = await site.send("POST", "/uk/schools/request/", TYPE, "");
    expect([status, headers.location]).toEqual([303, `${BASE}school/`]);
    expect(site.api.asked[0]?.said).toEqual({ locale: "uk" });
  });
});

test("the link goes on where something is missing, and is told to nobody", async () => {
  answer({ ...EMPTY, steps: EMPTY.steps.map((one) => (one.step === "school" ? { ...one, state: "done" } : one)) });
  const { status, headers } = await site.get(BASE);
  expect([status, headers.location, headers["referrer-policy"], headers["cache-control"]]).toEqual([
    303,
    `${BASE}contact/`,
    "no-referrer",
    "private, no-store",
  ]);
});

test("what is wrong stands beside what was typed", async () => {
  const errors = { contact: { email: ["Це не адреса."] } };
  site.api.answers.set(`PUT ${API}contact/`, {
    status: 200,
    body: { ...EMPTY, answers: { contact: { name: "Ева <Проба>", email: "зле" } }, errors },
  });
  const { status, text } = await post("contact", { name: "Ева <Проба>", email: "зле", action: "next" });
  expect(status).toBe(422);
  expect(text).toContain('<a href="#field-email">Це не адреса.</a>');
  expect(text).toContain('value="Ева <Проба>"');
});

test("two devices lose nothing: the text of each is shown, and the next sending knows the other's version", async () => {
  answer({
    ...EMPTY,
    answers: { contact: { name: "Іван <Інший>" } },
    steps: EMPTY.steps.map((one) => ({ ...one, version: "aa66554433221100" })),
  });
  site.api.answers.set(`PUT ${API}contact/`, {
    status: 409,
    body: { detail: "Змінено на іншому пристрої.", reason: "changed" },
  });
  const { status, text } = await post("contact", { name: "Ева <Проба>", version: "0123456789abcdef", action: "next" });
  expect(status).toBe(409);
  expect(text).toContain('<p class="case-text">Іван &lt;Інший&gt;</p>');
  expect(text).toContain('value="Ева <Проба>"');
  expect(text).toContain('name="version" value="aa66554433221100"');
  expect(text).toContain("Залишити текст з іншого пристрою");
});

test("rows of pupils are added and taken away without a script; empty ones are not sent", async () => {
  const rows = {
    "language-0": "uk",
    "band-0": "1-3",
    "level-0": "A0",
    "count-0": "4",
    "language-1": "",
    "band-1": "",
    "level-1": "",
    "count-1": "",
  };
  const group = { language: "uk", band: "1-3", level: "A0", count: "4" };
  site.api.answers.set(`PUT ${API}pupils/`, {
    status: 200,
    body: { ...EMPTY, answers: { pupils: { groups: [group] } } },
  });
  const added = await post("pupils", { ...rows, action: "add" });
  expect([added.status, added.text.match(/name="count-\d+"/g)]).toEqual([200, ['name="count-0"', 'name="count-1"']]);
  await post("pupils", { ...rows, action: "remove-0" });
  const kept = site.api.asked.filter(({ at }) => at.startsWith("PUT"));
  expect(kept.map(({ said }) => said)).toEqual([{ groups: [group] }, { groups: [] }]);
});

test("a step that is not asked for is passed over", async () => {
  site.api.answers.set(`PUT ${API}support/`, { status: 200, body: EMPTY });
  const { headers } = await post("support", { kinds: KIND, situation: "", action: "next" });
  expect(headers.location).toBe(`${BASE}files/`);
});

test("schools are looked up, and the one that was chosen stays", async () => {
  const school = {
    rspo: "990001",
    name: "Szkoła Podstawowa nr 90",
    kind: "",
    street: "ul. Lipowa 3",
    postcode: "60-900",
    town: "Poznań",
    county: null,
  };
  site.api.answers.set("GET /api/v2/schools/", { status: 200, body: { meta: { total_count: 1 }, items: [school] } });
  const { text } = await site.get(`${BASE}school/?q=podst+90`);
  expect(text).toContain('<input type="radio" name="rspo" value="990001">');
  expect(text).toContain("Знайдено 1 школу.");
});

describe("the summary", () => {
  test("names what is missing and cannot be sent", async () => {
    const { text } = await site.get(`${BASE}check/`);
    expect(text).toContain(`href="${BASE}school/?from=check"`);
    expect(text).toMatch(/<button[^>]*value="send"[^>]*disabled/);
  });

  test("once sent leads to the case, also from the old link", async () => {
    const status_url = `http://127.0.0.1:4321/uk/case/${TOKEN}/`;
    site.api.answers.set(`POST ${API}send/`, { status: 201, body: { reference: "WS-7KQ4-M9", status_url } });
    const sent = await post("check", { action: "send" });
    expect([sent.status, sent.headers.location]).toEqual([303, `/uk/case/${TOKEN}/?step=sent`]);
    answer({ ...EMPTY, sent: { reference: "WS-7KQ4-M9", status_url } });
    expect((await site.get(BASE)).headers.location).toBe(`/uk/case/${TOKEN}/?step=sent`);
  });
});

test("the link can be mailed, and without an address says what to do", async () => {
  site.api.answers.set(`POST ${API}link/`, { status: 400, body: { errors: { "contact.email": ["?"] } } });
  const { status, text } = await post("later", {});
  expect(status).toBe(422);
  expect(text).toContain("Спершу вкажіть адресу ел. пошти");
});

test.each([`${BASE}nothing/`, "/uk/schools/request/short/"])("%s is not there", async (path) => {
  expect((await site.get(path)).status).toBe(404);
});
