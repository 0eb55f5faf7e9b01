import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { registrationRoute } from "../../server/registration.ts";
import { Answering } from "./answering.ts";

const TOKEN = "a2b3c4d5e6f7a2b3c4d5e6f7a2";
const PATH = `/uk/registration/${TOKEN}/`;
const API = `/api/v2/registrations/${TOKEN}/`;
const CHILD = { id: 31, age: 7, name: "Леся Проба" };
const FOUND = {
  size: 1,
  ages: [7],
  participants: [CHILD],
  name: "Ева Проба",
  email: "e@example.org",
  can: { withdraw: true, change: false },
};
const ACTIVITY = { id: 5, groups: [{ id: 9, max_party: 3 }] };
let server: Answering;

beforeEach(async () => {
  server = await new Answering().start();
  server.api.answers.set(`GET ${API}`, { status: 200, body: FOUND });
  server.api.answers.set("GET /api/v2/activities/5/", { status: 200, body: ACTIVITY });
});
afterEach(() => server.stop());

test.each([
  ["/uk/registration/", undefined],
  [PATH, TOKEN],
  ["/uk/registration/TYPO", "TYPO"],
])("%s asks for %s", (raw, token) => {
  expect(registrationRoute(raw)?.token).toBe(token);
});

test.each(["read", "sent"])("a misspelt link that is %s is not there, and the CMS is not asked", async (how) => {
  const wrong = `/uk/registration/${TOKEN.slice(1)}/`;
  const { status, headers } = await (how === "read"
    ? server.send("GET", wrong)
    : server.post(wrong, { action: "withdraw" }));
  expect([status, headers.location, server.api.asked]).toEqual([404, undefined, []]);
});

describe("a private link", () => {
  test.each([
    ["?step=withdraw", "withdraw"],
    ["?step=change", "shown"],
    ["?step=constructor", "shown"],
  ])("with %s shows %s, as far as the registration allows", async (query, step) => {
    const { status, view } = await server.send("GET", PATH + query);
    expect([status, (view["registration"] as { step: string }).step]).toEqual([200, step]);
  });

  test.each([
    ["withdraw", "DELETE", API, null],
    ["accept", "POST", `${API}offer/`, { accept: true }],
    ["decline", "POST", `${API}offer/`, { accept: false }],
    ["change", "PATCH", API, { name: "Ева" }],
  ])("does by %s what the CMS calls %s", async (action, method, path, said) => {
    server.api.answers.set(`${method} ${path}`, { status: 200, body: {} });
    const { status, headers } = await server.post(PATH, { action, name: "Ева" });
    expect([status, headers.location]).toEqual([303, PATH]);
    expect(server.api.asked.at(-1)).toMatchObject({ at: `${method} ${path}`, said });
  });

  test("sends each child by its own id: a line that was emptied has left, one without an id is new", async () => {
    server.api.answers.set(`PATCH ${API}`, { status: 200, body: {} });
    const form = new URLSearchParams({ action: "change" });
    for (const [id, age, name] of [
      ["31", "", ""],
      ["32", "9", "Остап"],
      ["", "11", ""],
    ] as const) {
      form.append("ids", id);
      form.append("ages", age);
      form.append("names", name);
    }
    await server.send("POST", PATH, { "Content-Type": "application/x-www-form-urlencoded" }, form.toString());
    expect(server.api.asked.at(-1)).toMatchObject({
      said: { participants: [{ id: 32, age: 9, name: "Остап" }, { age: 11 }] },
    });
  });

  test("does nothing by any other word", async () => {
    expect((await server.post(PATH, { action: "valueOf" })).status).toBe(400);
    expect((await server.post(PATH, { action: "withdraw" }, { Origin: "https://evil.example" })).status).toBe(403);
    expect(server.api.asked).toEqual([]);
  });

  test.each([
    [404, 404],
    [500, 503],
  ])("that the CMS answers by %i is %i", async (answered, status) => {
    server.api.answers.set(`GET ${API}`, { status: answered });
    expect((await server.send("GET", PATH)).status).toBe(status);
  });
});

describe("signing up", () => {
  const FORM = { activity: "5", group: "9", name: "Ева Проба", email: "e@example.org", consent: "yes", key: "k" };
  const AT = "POST /api/v2/activities/5/registrations/";

  test("leads to the private link", async () => {
    const status_url = `http://127.0.0.1:4321${PATH}`;
    server.api.answers.set(AT, { status: 201, body: { status_url } });
    const { status, headers } = await server.post("/uk/registration/", FORM);
    expect([status, headers.location]).toEqual([303, PATH]);
    const said = { name: "Ева Проба", email: "e@example.org", consent: true, group: 9, locale: "uk" };
    expect(server.api.asked.at(-1)).toMatchObject({ at: AT, said });
  });

  test("a correction after “back” is no repeat, the same form sent twice is one", async () => {
    server.api.answers.set(AT, { status: 201, body: { status_url: `http://127.0.0.1:4321${PATH}` } });
    const keys = [];
    for (const form of [FORM, FORM, { ...FORM, email: "other@example.org" }]) {
      await server.post("/uk/registration/", form);
      keys.push(server.api.asked.at(-1)?.key);
    }
    expect([keys[0] === keys[1], keys[0] === keys[2]]).toEqual([true, false]);
  });

  test("by an address that is signed up offers its link, and once more on purpose", async () => {
    const said = { detail: "Already.", reason: "already" };
    server.api.answers.set(AT, { status: 409, body: said });
    const refused = await server.post("/uk/registration/", FORM);
    expect(refused.view["registration"]).toMatchObject({
      kind: "form",
      fault: { problem: "Already.", reason: "already" },
    });
    await server.post("/uk/registration/", { ...FORM, again: "yes" });
    expect(server.api.asked.at(-1)).toMatchObject({ at: AT, said: { again: true } });
    const LINK = "POST /api/v2/registrations/link/";
    server.api.answers.set(LINK, { status: 202, body: { sent: true } });
    const sent = await server.post("/uk/registration/", { ...FORM, action: "link" });
    expect(server.api.asked.at(-1)).toMatchObject({ at: LINK, said: { email: "e@example.org", locale: "uk" } });
    expect([sent.status, sent.view["registration"]]).toMatchObject([200, { kind: "link", isSent: true }]);
  });

  test("a lost link is asked for without an activity", async () => {
    expect((await server.send("GET", "/pl/registration/?step=link")).status).toBe(200);
    server.api.answers.set("POST /api/v2/registrations/link/", {
      status: 400,
      body: { errors: { email: ["Wrong."] } },
    });
    const refused = await server.post("/pl/registration/", { email: "e" });
    expect([refused.status, refused.view["registration"]]).toMatchObject([
      422,
      { kind: "link", email: "e", fault: { errors: { email: ["Wrong."] } } },
    ]);
  });

  test.each([
    [400, 422],
    [409, 409],
    [429, 429],
    [500, 500],
  ])("that is answered by %i shows what was typed, with %i", async (answered, status) => {
    server.api.answers.set(AT, { status: answered, body: {} });
    const got = await server.post("/uk/registration/", FORM);
    expect(got.status).toBe(status);
    expect(got.view["registration"]).toMatchObject({ kind: "form", typed: { values: { name: "Ева Проба" } } });
  });

  test.each(["?activity=5&group=8", "?activity=0", "?activity=1e9", ""])("for %s is not there", async (query) => {
    server.api.answers.set("GET /api/v2/activities/1000000000/", { status: 404 });
    expect((await server.send("GET", `/uk/registration/${query}`)).status).toBe(404);
  });

  test("takes 32 KB and no more", async () => {
    server.api.answers.set(AT, { status: 400, body: {} });
    expect((await server.post("/uk/registration/", { ...FORM, needs: "x".repeat(31_000) })).status).toBe(422);
    expect((await server.post("/uk/registration/", { ...FORM, needs: "x".repeat(33_000) })).status).toBe(413);
  });
});
