import { afterEach, beforeEach, expect, test } from "vitest";
import { pointsIn } from "../../e2e/points.ts";
import { RunningSite } from "./running.ts";

// The search field in the header has a file of its own, which nothing needs.
const OTHER_SCRIPT = /<script(?! type="module" src="\/_astro\/)/;
const POINT = pointsIn("uk")[0]?.id ?? 0;
const TOKEN = "a2b3c4d5e6f7a2b3c4d5e6f7a2";
const TYPE = { "Content-Type": "application/x-www-form-urlencoded" };
const TYPED = {
  point: String(POINT),
  key: "k",
  email: "a@example.org",
  name: "",
  text: "Чи <потрібен> PESEL?",
  consent: "yes",
};
let site: RunningSite;

beforeEach(async () => {
  site = await new RunningSite().start();
});
afterEach(() => site.stop());

test("the form names the point, and asks for no script and no name", async () => {
  const { status, text, headers } = await site.get(`/uk/ask/?point=${POINT}`);
  expect([status, headers["cache-control"]]).toEqual([200, "private, no-store"]);
  expect(text).toContain(`<input type="hidden" name="point" value="${POINT}">`);
  expect(text).toMatch(/<input id="field-name" name="name"(?![^>]*required)/);
  expect(text).not.toMatch(OTHER_SCRIPT);
});

test.each(["/uk/ask/", "/uk/ask/?point=0", "/uk/ask/?point=1e3", "/uk/ask?point=999999"])(
  "%s is not there",
  async (path) => {
    expect((await site.get(path)).status).toBe(404);
  },
);

test("a question is passed on and leads to its private page; sent twice it has one key", async () => {
  const status_url = `http://127.0.0.1:4321/uk/question/${TOKEN}/`;
  site.api.answers.set(`POST /api/v2/points/${POINT}/questions/`, { status: 201, body: { status_url } });
  for (const text of [TYPED.text, TYPED.text, "Інше"]) {
    const { status, headers } = await site.send(
      "POST",
      "/uk/ask/",
      TYPE,
      new URLSearchParams({ ...TYPED, text }).toString(),
    );
    expect([status, headers.location, headers["referrer-policy"]]).toEqual([
      303,
      `/uk/question/${TOKEN}/?step=sent`,
      "no-referrer",
    ]);
  }
  const [first, again, other] = site.api.asked;
  const { text, email, name } = TYPED;
  expect(first?.said).toEqual({ text, email, name, consent: true, locale: "uk" });
  expect([first?.key === again?.key, first?.key === other?.key]).toEqual([true, false]);
});

test("what was typed stays beside what is wrong with it", async () => {
  site.api.answers.set(`POST /api/v2/points/${POINT}/questions/`, {
    status: 400,
    body: { errors: { consent: ["Без цього не можна."] } },
  });
  const { status, text } = await site.send(
    "POST",
    "/uk/ask/",
    TYPE,
    new URLSearchParams({ ...TYPED, consent: "" }).toString(),
  );
  expect(status).toBe(422);
  expect(text).toContain('<a href="#field-consent">Без цього не можна.</a>');
  expect(text).toMatch(/<textarea[^>]*>\nЧи &lt;потрібен(>|&gt;) PESEL\?<\/textarea>/);
});

test("each point, in the list and on its own page, leads to its form", async () => {
  const list = await site.get("/uk/points/");
  expect(list.text).toContain(`href="/uk/ask/?point=${POINT}"`);
});
