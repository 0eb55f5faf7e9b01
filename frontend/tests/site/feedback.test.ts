import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RunningSite, tags } from "./running.ts";

const PAGE = "/uk/istorii/marija/";
const TYPE = { "Content-Type": "application/x-www-form-urlencoded" };
let site: RunningSite;

beforeEach(async () => {
  site = await new RunningSite().start();
});
afterEach(() => site.stop());

function say(values: Record<string, string>, headers: Record<string, string> = {}) {
  const body = new URLSearchParams({ path: PAGE, ...values }).toString();
  return site.send("POST", "/uk/feedback", { ...TYPE, ...headers }, body);
}

test("the form stands on reading pages, not on the home page, and posts to this site", async () => {
  const { text, headers } = await site.get(PAGE);
  expect(text).toContain('<form class="feedback" method="post" action="/uk/feedback">');
  expect(text).toContain(`<input type="hidden" name="path" value="${PAGE}">`);
  expect(headers["content-security-policy"]).toContain("form-action 'self'");
  expect((await site.get("/uk/")).text).not.toContain('class="feedback"');
  expect((await site.get("/preview?token=good-token")).text).not.toContain('class="feedback"');
});

test("an answer reaches the CMS with the reader's address, and is thanked for", async () => {
  const { status, text, headers } = await say({ helpful: "no", comment: "Немає адреси" });
  expect([status, headers["cache-control"], headers["x-robots-tag"]]).toEqual([200, "private, no-store", "noindex"]);
  expect(text).toContain("<h1>Дякуємо!</h1>");
  expect(text).toContain('<meta name="robots" content="noindex">');
  expect(text).toMatch(/<a href="\/uk\/istorii\/marija\/">\s*Повернутися до сторінки\s*: Я печу хліб/);
  const [{ path, said, from }] = site.api.feedback as [(typeof site.api.feedback)[number]];
  expect([path, from]).toEqual(["/api/v2/pages/71/feedback/", "127.0.0.1"]);
  expect(said).toEqual({ helpful: false, comment: "Немає адреси", locale: "uk" });
});

test("the same answer sent again carries the same key, another one another", async () => {
  for (const comment of ["a", "a", "b"]) await say({ helpful: "yes", comment });
  const keys = site.api.feedback.map(({ key }) => key);
  expect(keys[0]).toBe(keys[1]);
  expect(keys[0]).not.toBe(keys[2]);
});

test("what a reader claims about their address is not believed without a proxy", async () => {
  await say({ helpful: "yes" }, { "X-Forwarded-For": "203.0.113.9" });
  expect(site.api.feedback[0]?.from).toBe("127.0.0.1");
});

test("behind proxies the reader's address is what ours added; the CMS is asked past its own", async () => {
  const env = { NUM_PROXIES: "1", CMS_URL: "https://cms.example.org", CMS_DIRECT_URL: site.api.url };
  const behind = await new RunningSite().start(env);
  const body = new URLSearchParams({ path: PAGE, helpful: "yes" }).toString();
  const headers = { ...TYPE, "X-Forwarded-For": "198.51.100.1, 203.0.113.9" };
  expect((await behind.send("POST", "/uk/feedback", headers, body)).status).toBe(200);
  await behind.stop();
  const [{ from, host }] = site.api.feedback as [(typeof site.api.feedback)[number]];
  expect([from, host]).toEqual(["203.0.113.9", "cms.example.org"]);
});

describe("the form comes back with the comment and the reason", () => {
  test("without a choice", async () => {
    const { status, text } = await say({ comment: "<b>Ні</b>" });
    expect(status).toBe(422);
    expect(text).toContain('<p id="feedback-fault" class="fault">Виберіть «Так» або «Ні».</p>');
    expect(text).toMatch(/<textarea[^>]*>&lt;b&gt;Ні&lt;\/b&gt;<\/textarea>/);
    expect(site.api.feedback).toEqual([]);
  });

  test.each([
    [429, 429, "Ми отримали від вас кілька відповідей"],
    [500, 503, "Стався збій на нашому боці"],
  ])("when the CMS answers %i", async (answered, status, reason) => {
    site.api.feedbackStatus = answered;
    const got = await say({ helpful: "yes", comment: "Дякую" });
    expect(got.status).toBe(status);
    expect(got.text).toContain(reason);
    expect(got.text).toMatch(/<textarea[^>]*>Дякую<\/textarea>/);
    expect(tags(got.text, /value="yes" checked/g).length).toBe(1);
  });

  test("while the CMS is away", async () => {
    const port = Number(new URL(site.api.url).port);
    await site.api.stop();
    const got = await say({ helpful: "yes", comment: "Дякую" });
    await site.api.start(port);
    expect(got.status).toBe(503);
    expect(got.text).toMatch(/<textarea[^>]*>Дякую<\/textarea>/);
  });
});

describe("it is refused", () => {
  test("from another site", async () => {
    expect((await say({ helpful: "yes" }, { "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
  });

  test.each(["/uk/nope/", "/pl/historie/marija/", "//evil.example/", "", "javascript:alert(1)"])(
    "about %s",
    async (path) => {
      expect((await say({ helpful: "yes", path })).status).toBe(404);
    },
  );

  test("when it is endless", async () => {
    expect((await say({ helpful: "yes", comment: "x".repeat(40_000) })).status).toBe(413);
    expect(site.api.feedback).toEqual([]);
  });
});

test("the form's address has nothing to read", async () => {
  expect((await site.get("/feedback")).status).toBe(404);
  expect((await site.get("/uk/feedback/")).status).toBe(404);
});
