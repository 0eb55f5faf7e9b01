import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LOCALES } from "../../src/lib/i18n/locales.ts";
import { RunningSite, tags } from "./running.ts";

const SITE = "http://127.0.0.1:4321";
let site: RunningSite;

beforeAll(async () => {
  site = await new RunningSite().start();
});
afterAll(() => site.stop());

test.each(LOCALES)("the %s home page is in that language", async (locale) => {
  const { status, text } = await site.get(`/${locale}/`);
  expect(status).toBe(200);
  expect(text).toContain(`<html lang="${locale}">`);
  expect(text).toContain(`<link rel="canonical" href="${SITE}/${locale}/">`);
});

describe("a page that is not translated yet", () => {
  let html: string;
  beforeAll(async () => {
    html = (await site.get("/uk/porady/praca/")).text;
  });

  test("is a Ukrainian page around a marked Polish text", () => {
    expect(html).toContain('<html lang="uk">');
    expect(tags(html, /<main[^>]*>/g)).toEqual(['<main id="content" tabindex="-1" lang="pl">']);
  });

  test("says so in the reader's language", () => {
    expect(html).toContain("Цю сторінку ще не перекладено українською.");
    expect(html).toContain("Ви читаєте польський текст.");
  });

  test("is not for search engines, which are shown the source", () => {
    expect(html).toContain('<meta name="robots" content="noindex">');
    expect(html).toContain(`<link rel="canonical" href="${SITE}/pl/poradniki/praca/">`);
    expect(tags(html, /hreflang="[\w-]+" href/g)).toEqual([
      'hreflang="pl" href',
      'hreflang="ru" href',
      'hreflang="x-default" href',
    ]);
  });

  test("marks the interface inside the Polish text, and cards in the reader's language", () => {
    expect(html).toContain('<dt><span lang="uk">Телефон</span></dt>');
    expect(html).toMatch(/<li lang="uk">\s*<h4 class="card-title"><a[^>]*>Житло/);
  });
});

describe("a translation that is behind", () => {
  test("says since when, in the reader's language, and links to the source", async () => {
    const { text } = await site.get("/ru/rukovodstva/zhilyo/");
    expect(text).toContain("2 ноября 2026 г. польский текст изменился.");
    expect(text).toContain(`<a href="${SITE}/pl/poradniki/mieszkanie/" hreflang="pl">`);
    expect(text).not.toContain("noindex");
  });

  test("is no matter to readers of the others", async () => {
    const { text } = await site.get("/en/guides/housing/");
    expect(text).not.toContain("language-notice");
  });
});

describe("the language switch", () => {
  test("has four links, each in its own script, the current one marked", async () => {
    const { text } = await site.get("/en/guides/housing/");
    const nav = /<nav class="languages".*?<\/nav>/s.exec(text)?.[0] ?? "";
    expect(tags(nav, /<span lang="..">[^<]+/g)).toEqual([
      '<span lang="pl">Polski',
      '<span lang="en">English',
      '<span lang="ru">Русский',
      '<span lang="uk">Українська',
    ]);
    expect(tags(nav, /hreflang=".." aria-current="true"/g)).toEqual(['hreflang="en" aria-current="true"']);
    expect(tags(nav, /href="[^"]+"/g)).toEqual([
      `href="${SITE}/pl/poradniki/mieszkanie/"`,
      `href="${SITE}/en/guides/housing/"`,
      `href="${SITE}/ru/rukovodstva/zhilyo/"`,
      `href="${SITE}/uk/porady/zhytlo/"`,
    ]);
  });

  test("says in words which are not translated yet", async () => {
    const { text } = await site.get("/uk/porady/praca/");
    expect(tags(text, /\(ще не перекладено\)/g).length).toBe(2);
  });
});

test("an alert, a menu item and a card in another language say so, and are named", async () => {
  const { text } = await site.get("/en/");
  expect(text).toMatch(/<p class="alert-title" lang="pl">\s*Punkt w Kaliszu nieczynny/);
  expect(text).toMatch(/<a [^>]*lang="pl">Praca <small class="lang-mark">Polski<\/small>/);
  expect(text).toMatch(/<li lang="pl"><h3 class="card-title">/);
});
