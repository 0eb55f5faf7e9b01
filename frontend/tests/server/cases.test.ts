import { afterEach, beforeEach, expect, test } from "vitest";
import { caseRoute } from "../../server/cases.ts";
import { API, made, PATH, TOKEN } from "../site/case.ts";
import { Answering } from "./answering.ts";

let server: Answering;

beforeEach(async () => {
  server = await new Answering().start();
  server.api.answers.set(`GET ${API}`, { status: 200, body: made() });
});
afterEach(() => server.stop());

test.each([
  [PATH, { place: "case", token: TOKEN, step: "shown" }],
  [`${PATH}?step=withdraw`, { place: "case", token: TOKEN, step: "withdraw" }],
  [`${PATH}?step=constructor`, { step: "shown" }],
  ["/uk/question", { place: "question", token: "" }],
])("%s asks for %o", (raw, asked) => {
  expect(caseRoute(raw)).toMatchObject(asked);
});

test.each([`/uk/cases/${TOKEN}/`, `/de/case/${TOKEN}/`, `${PATH}more/`])("%s asks for no case", (raw) => {
  expect(caseRoute(raw)).toBe(undefined);
});

test("a misspelt link never reaches the CMS", async () => {
  const { status, view } = await server.send("GET", `/uk/case/${TOKEN}x/`);
  expect([status, server.api.asked]).toEqual([404, []]);
  expect(view["caseView"]).toMatchObject({ kind: "link", isLost: true });
});

test("an answer that came while it was away says so, and keeps the text", async () => {
  server.api.answers.set(`POST ${API}messages/`, { status: 503 });
  const { status, view } = await server.post(PATH, { action: "write", text: "Добрий день", key: "k" });
  expect(status).toBe(503);
  expect(view["caseView"]).toMatchObject({
    written: { text: "Добрий день", key: "k" },
    fault: { problem: "form.failed" },
  });
});

test("a form of an action that is none does nothing", async () => {
  expect((await server.post(PATH, { action: "toString" })).status).toBe(400);
  expect(server.api.asked).toEqual([]);
});
