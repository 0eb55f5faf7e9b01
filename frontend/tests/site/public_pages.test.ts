import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { golden } from "../../e2e/fixture-api.ts";
import type { PageDocument } from "../../src/lib/api/types.ts";
import { RunningSite, tags } from "./running.ts";

let site: RunningSite;
const read = async (path: string): Promise<string> => (await site.get(path)).text;
const texts = (html: string): string => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

beforeAll(async () => {
  site = await new RunningSite().start();
});
afterAll(() => site.stop());

describe("the handbook", () => {
  test("shows its parts as numbered bands with their chapters", async () => {
    const html = await read("/uk/posibnyk/");
    expect(tags(html, /<span class="visually-hidden">\s*Частина \d/g).length).toBe(2);
    expect([...html.matchAll(/class="chapter-number">([\d.]+)/g)].map((m) => m[1])).toEqual(["1.1", "1.2", "2.1"]);
    expect(html).toMatch(/<li lang="pl">\s*<h4 class="chapter-title">/);
  });

  test("a part lists its chapters and leads to the next part", async () => {
    const html = await read("/uk/posibnyk/pryizd/");
    expect(html).toContain("2 розділи");
    expect(tags(html, /<a class="(?:prev|next)" href="[^"]+"/g)).toEqual([
      '<a class="next" href="http://127.0.0.1:4321/uk/posibnyk/dopomoha/"',
    ]);
    expect(texts(html)).toContain("Наступна частина Соціальна допомога та працевлаштування");
  });
});

describe("a chapter", () => {
  let html: string;
  beforeAll(async () => {
    html = await read("/uk/posibnyk/pryizd/status/");
  });

  test("has its number, its readers and its contents", () => {
    expect(html).toContain('<span aria-hidden="true">1.1</span>');
    expect(html).toContain('<li lang="pl">Organizacje pozarządowe</li>');
    expect([...html.matchAll(/<li[^>]*><a href="(#[^"]+)">/g)].map((m) => m[1])).toEqual([
      "#xto-maie-pravo",
      "#yak-pidtverdyty",
      "#koly-zakinchuietsia",
      "#legal-basis",
      "#terms",
    ]);
  });

  test("names acts in Polish and says which bind no longer, and which not yet", () => {
    const legal = /<section class="legal".*?<\/section>/s.exec(html)?.[0] ?? "";
    expect(tags(legal, /<li class="\w+">/g)).toEqual([
      '<li class="past">',
      '<li class="in_force">',
      '<li class="future">',
    ]);
    expect(tags(legal, /<p class="legal-act" lang="pl">/g).length).toBe(3);
    expect(texts(legal)).toContain("Не діє діяло до 4 березня 2026 р.");
    expect(texts(legal)).toContain("діє з 1 вересня 2003 р.");
    expect(texts(legal)).toContain("Ще не діє набере чинності 1 січня 2030 р.");
    expect(tags(legal, /<a href="https:\/\/isap\.sejm\.gov\.pl/g).length).toBe(2);
  });

  test("an act is past from midnight in Warsaw, though the page was kept", async () => {
    const states = async () => tags(await read("/uk/posibnyk/pryizd/status/"), /<li class="(?:past|in_force)">/g);
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-03-04T22:59:00Z") });
    site.api.version += 1;
    await site.announce(site.api.version);
    expect(await states()).toEqual(['<li class="in_force">', '<li class="in_force">']);
    vi.setSystemTime(new Date("2026-03-04T23:00:00Z"));
    expect(await states()).toEqual(['<li class="past">', '<li class="in_force">']);
    vi.useRealTimers();
  });

  test("explains its terms where links can find them", () => {
    expect(html).toContain('<div id="term-ochrona"><dt><dfn>Тимчасовий захист</dfn>');
    expect(html).toMatch(/<div id="term-karta-pobytu" lang="pl"><dt><dfn>karta pobytu<\/dfn>/);
  });

  test("in Polish for a Ukrainian reader marks the interface inside it", async () => {
    const fallback = await read("/uk/posibnyk/dopomoha/swiadczenia/");
    expect(fallback).toMatch(/<section class="legal" [^>]*lang="uk">/);
    expect(fallback).toMatch(/<nav class="neighbours" [^>]*lang="uk">/);
    expect(fallback).toMatch(/<aside class="page-tools" aria-label="[^"]+">/);
  });
});

describe("stories", () => {
  test("stand as in a magazine: newest first, each with its quote and its way", async () => {
    const html = await read("/uk/istorii/");
    expect(tags(html, /<li class="story-card"[^>]*>/g)).toEqual([
      '<li class="story-card">',
      '<li class="story-card">',
      '<li class="story-card">',
      '<li class="story-card" lang="pl">',
    ]);
    expect(tags(html, /<p class="pull-quote">/g).length).toBe(4);
    expect(tags(html, /class="portrait blank"/g).length).toBe(1);
    expect(tags(html, /loading="eager"/g).length).toBe(1);
    expect(texts(html)).toContain("Звідки Харків Тепер Ґнєзно");
  });

  test("one says whose it is, and that the name was changed", async () => {
    const html = await read("/pl/historie/marija/");
    expect(html).toContain('alt="Kobieta w fartuchu trzyma bochenek chleba"');
    expect(html).toContain("Imię zostało zmienione.");
    expect(texts(html)).toContain("Następna historia Inżynier znów buduje mosty");
    const page = golden<PageDocument>("page_story_pl");
    site.api.publish("/pl/historie/marija/", { ...page, is_pseudonym: false });
    await site.announce(site.api.version);
    expect(await read("/pl/historie/marija/")).not.toContain("Imię zostało zmienione.");
  });
});

describe("good practices", () => {
  test("name their countries in the reader's language", async () => {
    const html = await read("/uk/praktyky/");
    const countries = [...html.matchAll(/practice-country"[^>]*>\s*([^<]+?)\s*</g)].map((m) => m[1]);
    expect(countries).toEqual(["Німеччина", "Німеччина", "Данія"]);
    expect(html).toMatch(/<p class="practice-country" lang="uk">/);
  });

  test("one leads from the problem to the result", async () => {
    const html = await read("/uk/praktyky/start-with-a-friend/");
    expect(tags(html, /<li class="(?:problem|approach|result)">/g).length).toBe(3);
    expect(html).toContain('<a href="mailto:kontakt@example.org">');
    expect(html).toContain(">example.org/tandem</a>");
  });
});

test.each([
  ["/en/handbook/", "The handbook is being written."],
  ["/en/stories/", "The first stories are still being told."],
  ["/en/good-practices/", "We are collecting good practices."],
])("%s says kindly that it is empty", async (path, text) => {
  expect(await read(path)).toMatch(new RegExp(`<div class="empty">.*${text}`, "s"));
});

test.each([
  "/uk/posibnyk/",
  "/uk/posibnyk/pryizd/",
  "/uk/posibnyk/pryizd/status/",
  "/uk/istorii/",
  "/uk/istorii/marija/",
  "/uk/praktyky/",
  "/uk/praktyky/start-with-a-friend/",
])("%s weighs little and has one title of the first level", async (path) => {
  const accept = { "Accept-Encoding": "br" };
  const page = await site.get(path, accept);
  const html = brotliDecompressSync(page.bytes).toString();
  const sheets = tags(html, /\/_astro\/[\w.-]+\.css/g);
  const styles = await Promise.all(sheets.map((sheet) => site.get(sheet, accept)));
  expect(styles.reduce((sum, sheet) => sum + sheet.bytes.length, page.bytes.length)).toBeLessThan(30_000);
  expect(tags(html, /<h1>/g).length).toBe(1);
  expect(tags(html, /<script(?! type="application\/ld\+json">| type="module" src="\/_astro\/)| style="/g)).toEqual([]);
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((m) => m[1]);
  expect(new Set(ids).size).toBe(ids.length);
});

test("a page can be taken along: by mail, by its address, by a QR code", async () => {
  const html = await read("/uk/istorii/marija/");
  expect(html).toContain(`<img class="qr" src="${site.api.url}/qr/71/uk.svg"`);
  expect(html).toContain('<p class="share-address">http://127.0.0.1:4321/uk/istorii/marija/</p>');
  expect(html).toContain("body=http%3A%2F%2F127.0.0.1%3A4321%2Fuk%2Fistorii%2Fmarija%2F");
});

test("a title cannot end the data block it stands in", async () => {
  const page = golden<PageDocument>("page_practice_uk");
  const title = "</script><script>alert(1)</script>";
  site.api.publish("/uk/praktyky/start-with-a-friend/", { ...page, title });
  await site.announce(site.api.version);
  const html = await read("/uk/praktyky/start-with-a-friend/");
  // In a quoted attribute the same characters are harmless.
  expect(html.replace(/="[^"]*"/g, "")).not.toContain("<script>alert");
  const json = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? "";
  expect((JSON.parse(json) as { "@graph": { name: string }[] })["@graph"][1]?.name).toBe(title);
});
