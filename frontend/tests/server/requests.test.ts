import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { requestRoute } from "../../server/requests.ts";
import { Answering, MB } from "./answering.ts";

const TOKEN = "a2b3c4d5e6f7a2b3c4d5e6f7a2";
const BASE = `/uk/schools/request/${TOKEN}/`;
const API = `/api/v2/school-support/drafts/${TOKEN}/`;
const DRAFT = { answers: {}, files: [{ id: "f1", name: "a.pdf" }], steps: [], errors: {}, sent: null };
const SENT = { ...DRAFT, sent: { reference: "WS-1", status_url: `http://127.0.0.1:4321/uk/case/${TOKEN}/` } };
let server: Answering;

beforeEach(async () => {
  server = await new Answering().start();
  server.api.answers.set(`GET ${API}`, { status: 200, body: DRAFT });
  server.api.answers.set("GET /api/v2/school-support/form/", { status: 200, body: {} });
});
afterEach(() => server.stop());

const askedBy = (method: string) => server.api.asked.filter(({ at }) => at.startsWith(method)).map(({ at }) => at);

test.each([
  ["/uk/schools/request/", "", ""],
  ["/uk/schools/request", "", ""],
  [`${BASE}check/`, TOKEN, "check"],
  [`/uk/schools/request/${TOKEN}`, TOKEN, ""],
  ["/uk/schools/request/TYPO/", "TYPO", ""],
])("%s asks for the draft %s and its page %s", (raw, token, step) => {
  expect(requestRoute(raw)).toMatchObject({ reader: "uk", token, step });
});

test.each(["/uk/schools/requests/", "/de/schools/request/", `${BASE}check/more/`])(
  "%s is none of the form's",
  (raw) => {
    expect(requestRoute(raw)).toBe(undefined);
  },
);

test("a link that was misspelt is gone, and the CMS is not asked", async () => {
  const { status, headers } = await server.send("GET", `/uk/schools/request/${TOKEN.toUpperCase()}/check/`);
  expect([status, headers.location, server.api.asked]).toEqual([404, undefined, []]);
});

describe("a draft that was sent", () => {
  beforeEach(() => void server.api.answers.set(`GET ${API}`, { status: 200, body: SENT }));

  test("leads to the case when it is read, and when a form of it comes late", async () => {
    const answers = [
      await server.send("GET", `${BASE}check/`),
      await server.post(`${BASE}contact/`, { name: "Ева Проба" }),
    ];
    for (const { status, headers } of answers)
      expect([status, headers.location]).toEqual([303, `/uk/case/${TOKEN}/?step=sent`]);
    expect([askedBy("PUT"), askedBy("POST")]).toEqual([[], []]);
  });
});

describe("files", () => {
  async function choose(...sizes: number[]) {
    const form = new FormData();
    for (const size of sizes) form.append("file", new File([new Uint8Array(size)], "a.pdf"));
    form.set("action", "upload");
    return server.postFiles(`${BASE}files/`, form, { "X-Forwarded-For": "203.0.113.1" });
  }

  beforeEach(() => {
    server.api.answers.set(`POST ${API}files/`, { status: 201, body: {} });
    Object.assign(server.parts, { forms: { take: () => true, give: () => undefined } });
  });

  test("up to 10 MB are passed on, one after another", async () => {
    const { status, headers } = await choose(10 * MB, 5);
    expect([status, headers.location, askedBy("POST").length]).toEqual([303, `${BASE}files/`, 2]);
  });

  test("of more are refused in words, and not passed on", async () => {
    const { status, view } = await choose(10 * MB + 1);
    expect([status, askedBy("POST")]).toEqual([422, []]);
    expect(view["requestView"]).toMatchObject({ kind: "step", step: "files", fault: { problem: "form.too_large" } });
  });

  test("of this draft only can be taken away", async () => {
    server.api.answers.set(`DELETE ${API}files/f1/`, { status: 204 });
    await server.post(`${BASE}files/`, { action: "delete-f2" });
    await server.post(`${BASE}files/`, { action: "delete-../send" });
    await server.post(`${BASE}files/`, { action: "delete-f1" });
    expect(askedBy("DELETE")).toEqual([`DELETE ${API}files/f1/`]);
  });
});

test("what could not be kept stands in the form again", async () => {
  server.api.answers.set(`PUT ${API}contact/`, { status: 503 });
  const { status, view } = await server.post(`${BASE}contact/`, { name: "Ева Проба", email: "e@example.org" });
  expect(status).toBe(503);
  expect(view["requestView"]).toMatchObject({
    draft: { answers: { contact: { name: "Ева Проба", email: "e@example.org" } } },
    fault: { problem: "form.failed" },
  });
});

test("what another device has kept meanwhile stands beside what was typed here", async () => {
  const detail = "This page was changed on another device meanwhile.";
  const version = "00112233445566aa";
  const kept = {
    ...DRAFT,
    answers: { contact: { name: "Іван Інший" } },
    steps: [{ step: "contact", state: "done", version: "aa66554433221100" }],
  };
  server.api.answers.set(`PUT ${API}contact/`, { status: 409, body: { detail, reason: "changed" } });
  server.api.answers.set(`GET ${API}`, { status: 200, body: kept });
  const { status, view } = await server.post(`${BASE}contact/`, { name: "Ева Проба", version });
  expect(status).toBe(409);
  expect(view["requestView"]).toMatchObject({
    draft: { answers: { contact: { name: "Ева Проба" } }, steps: kept.steps },
    other: { answers: { contact: { name: "Іван Інший" } } },
    fault: { said: detail },
  });
});
