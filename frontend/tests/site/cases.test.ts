import { afterEach, beforeEach, expect, test } from "vitest";
import { API, made, PATH, TOKEN } from "./case.ts";
import type { Got } from "./running.ts";
import { RunningSite } from "./running.ts";

let site: RunningSite;

beforeEach(async () => {
  site = await new RunningSite().start();
  site.api.answers.set(`GET ${API}`, { status: 200, body: made() });
});
afterEach(() => site.stop());

/** Sends a form with files as browsers do. */
async function write(values: Record<string, string>, ...files: File[]): Promise<Got> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ action: "write", key: "k", ...values })) form.set(name, value);
  for (const file of files) form.append("files", file);
  const body = new Response(form);
  const headers = { "Content-Type": body.headers.get("Content-Type") ?? "" };
  return site.send("POST", PATH, headers, Buffer.from(await body.arrayBuffer()));
}

function send(path: string, values: Record<string, string>, headers: Record<string, string> = {}): Promise<Got> {
  const type = { "Content-Type": "application/x-www-form-urlencoded" };
  return site.send("POST", path, { ...type, ...headers }, new URLSearchParams(values).toString());
}

test("a private page is for one reader: not stored, not indexed, told to nobody, markup harmless", async () => {
  const { status, headers, text } = await site.get(PATH);
  expect([status, headers["cache-control"], headers["referrer-policy"], headers["x-robots-tag"]]).toEqual([
    200,
    "private, no-store",
    "no-referrer",
    "noindex",
  ]);
  expect(text).toContain("<strong>WS-7KQ2-M4</strong>");
  expect(text).toContain("Ile &lt;i&gt;godzin&lt;/i&gt;?");
  expect(text).toContain("&lt;b&gt;Сім&lt;/b&gt; учнів");
  expect(text).toContain('<a href="http://127.0.0.1:8000/f1/" rel="noreferrer">');
  expect(text).not.toMatch(/<a [^>]*>\s*nowy\.pdf/);
  expect(site.api.asked).toMatchObject([{ from: "127.0.0.1", language: "uk" }]);
  expect(site.isKept(PATH)).toBe(false);
});

test.each([`/uk/case/${TOKEN.slice(1)}/`, "/uk/case/%00/", `/uk/question/${TOKEN}/`])(
  "%s leads to the form that sends the link again",
  async (path) => {
    site.api.answers.set(`GET /api/v2/questions/${TOKEN}/`, { status: 404 });
    const { status, text, headers } = await site.get(path);
    expect([status, headers["cache-control"]]).toEqual([404, "private, no-store"]);
    expect(text).toContain("<h1>За цією адресою нічого немає</h1>");
    expect(text).toContain('name="reference"');
  },
);

test("a text is looked through first, and sent when it comes a second time unchanged", async () => {
  const warning = { status: 200, body: { warnings: [{ kind: "name", excerpt: "Марія <i>" }] } };
  site.api.answers.set(`POST ${API}messages/`, [warning, { status: 201 }]);
  const warned = await write({ text: "Учениця\r\nМарія" });
  expect(warned.text).toContain("схоже на ім’я та прізвище: <strong>Марія &lt;i&gt;</strong>");
  expect(warned.text).toMatch(/<textarea[^>]*>\nУчениця\nМарія<\/textarea>/);
  const checked = /name="checked" value="([^"]+)"/.exec(warned.text)?.[1] ?? "";
  const { status, headers } = await write({ text: "Учениця\nМарія", checked });
  expect([status, headers.location]).toEqual([303, `${PATH}?step=written`]);
  const said = site.api.asked.filter(({ at }) => at.startsWith("POST")).map((each) => each.said);
  expect(said).toEqual([{ text: "Учениця\nМарія", check: true }, { text: "Учениця\nМарія" }]);
});

test("files are passed on with their text, the same message by the same key", async () => {
  const clean = { status: 200, body: { warnings: [] } };
  site.api.answers.set(`POST ${API}messages/`, [
    clean,
    { status: 201 },
    clean,
    { status: 201 },
    clean,
    { status: 201 },
  ]);
  const file = new File([new Uint8Array([37, 80, 68, 70])], "план.pdf", { type: "application/pdf" });
  for (const text of ["a", "a", "b"]) expect((await write({ text }, file)).status).toBe(303);
  const sent = site.api.asked.filter(({ form }) => form !== undefined);
  const got = sent[0]?.form?.get("files") as File;
  expect([sent[0]?.said, got.name, got.size]).toEqual(["a", "план.pdf", 4]);
  expect(sent[0]?.key).toBe(sent[1]?.key);
  expect(sent[0]?.key).not.toBe(sent[2]?.key);
});

test("a refused file is told at its field, and the text is kept", async () => {
  const refused = { status: 400, body: { errors: { files: ["Такого файлу не приймаємо."] } } };
  site.api.answers.set(`POST ${API}messages/`, [{ status: 200, body: { warnings: [] } }, refused]);
  const { status, text } = await write({ text: "Наш план" }, new File(["x"], "x.exe"));
  expect(status).toBe(422);
  expect(text).toContain('<a href="#field-files">Такого файлу не приймаємо.</a>');
  expect(text).toMatch(/<textarea[^>]*>\nНаш план<\/textarea>/);
});

test("a rating without a choice asks for one; a choice is passed on", async () => {
  site.api.answers.set(`GET ${API}`, {
    status: 200,
    body: made({ state: "completed", can: { write: true, withdraw: false, rate: true } }),
  });
  site.api.answers.set(`POST ${API}rating/`, [{ status: 400, body: { errors: { stars: ["null"] } } }, { status: 200 }]);
  const unchosen = await send(PATH, { action: "rate", comment: "Дякую" });
  expect([
    unchosen.status,
    unchosen.text.includes("Виберіть одну з оцінок."),
    unchosen.text.includes("\nДякую</textarea>"),
  ]).toEqual([422, true, true]);
  expect((await send(PATH, { action: "rate", stars: "5", comment: "" })).headers.location).toBe(PATH);
  expect(site.api.asked.at(-1)?.said).toEqual({ stars: 5, comment: "" });
});

test("withdrawing asks first", async () => {
  site.api.answers.set(`POST ${API}withdraw/`, { status: 200 });
  expect((await site.get(PATH)).text).not.toContain('value="withdraw"');
  expect((await site.get(`${PATH}?step=withdraw`)).text).toContain('value="withdraw"');
  expect((await send(PATH, { action: "withdraw" })).headers.location).toBe(PATH);
});

test("the link is sent again without telling whether there is such a case", async () => {
  site.api.answers.set("POST /api/v2/questions/links/", { status: 202 });
  const { status, text } = await send("/uk/question/", { reference: "WS-7KQ2-M4", email: "a@example.org" });
  expect([status, text.includes("<h1>Перевірте пошту</h1>")]).toEqual([200, true]);
  expect(site.api.asked.at(-1)?.said).toEqual({ reference: "WS-7KQ2-M4", email: "a@example.org" });
});

test("forms of other sites, unknown actions and bodies that are no forms change nothing", async () => {
  expect((await send(PATH, { action: "withdraw" }, { "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
  expect((await send(PATH, { action: "constructor" })).status).toBe(400);
  expect((await site.send("POST", PATH, { "Content-Type": "multipart/form-data; boundary=x" }, "no form")).status).toBe(
    400,
  );
  expect(site.api.asked.filter(({ at }) => at.startsWith("POST"))).toEqual([]);
});

test("too much at once is refused in words", async () => {
  const { status, text } = await write({ text: "Великий" }, new File([new Uint8Array(51 * 1024 * 1024)], "big.pdf"));
  expect([status, text.includes("Файли разом завеликі."), text.includes("\nВеликий</textarea>")]).toEqual([
    413,
    true,
    true,
  ]);
});

test("while the CMS is away the page says so", async () => {
  site.api.answers.set(`GET ${API}`, { status: 500 });
  expect((await site.get(PATH)).status).toBe(503);
});
