import { brotliDecompressSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PageDocument } from "../../src/lib/api/types.ts";
import { RunningSite, tags } from "./running.ts";

let site: RunningSite;

beforeEach(async () => {
  site = await new RunningSite().start();
});
afterEach(() => site.stop());

async function html(path: string): Promise<string> {
  const { status, text } = await site.get(path);
  expect(status).toBe(200);
  return text;
}

describe("the directory", () => {
  test("lists the points with their state in words, and where each is on the map", async () => {
    const page = await html("/en/points/");
    expect(page).toContain("<h2>5 points</h2>");
    expect(tags(page, /<li id="point-\d+"/g).length).toBe(5);
    expect(tags(page, /<strong>[^<]*<\/strong>/g)).toEqual([
      "<strong>Open until 16:00</strong>",
      "<strong>Open until 12:00</strong>",
      "<strong>Closed today: public holiday</strong>",
      expect.stringMatching(/^<strong>Closed 16.+30 November 2026<\/strong>$/),
      "<strong>Closed for good since 1 October 2026</strong>",
    ]);
    expect(page).toContain('aria-label="2. Wilda point: Open until 12:00"');
    expect(tags(page, /<a href="#point-\d+" class="map-place/g).length).toBe(5);
  });

  test("names the successor of a point that is gone, with a link", async () => {
    const item = tags(await html("/uk/points/"), /<li id="point-304".*?<\/li>/gs)[0];
    expect(item).toContain("Тепер допомагає:");
    expect(item).toMatch(/<a href="[^"]*\/uk\/points\/poznan\/">Центр інтеграції іноземців у Познані<\/a>/);
    expect(item).not.toContain("tel:");
  });

  test("not translated yet stands in Polish, with its parts in the reader's language marked", async () => {
    const polish = site.api.pages.get("/pl/points/") as PageDocument;
    const { meta } = site.api.pages.get("/uk/points/") as PageDocument;
    site.api.publish("/uk/points/", { ...polish, meta: { ...meta, locale: "pl" } });
    const page = await html("/uk/points/");
    expect(page).toMatch(/<main [^>]*lang="pl"/);
    expect(page).toMatch(/<form class="point-filters" [^>]*lang="uk"/);
    expect(page).toContain('<div class="point-count" lang="uk"><h2>5 пунктів</h2>');
    expect(page).toContain('<h3 class="card-title" lang="uk">');
    expect(page).toContain('<strong lang="uk">Відчинено до 16:00</strong>');
    expect(page).toContain("<p>ul. Przykładowa 12, 61-001 Poznań</p>");
  });

  test("is narrowed by a form without scripts, which keeps what was chosen", async () => {
    const page = await html("/pl/points/?county=3064&open_now=true&spoken=uk");
    expect(page).toContain("<h2>1 punkt</h2>");
    expect(page).toMatch(/<option value="3064" selected[^>]*>\s*Poznań/);
    expect(page).toMatch(/<option value="uk" selected[^>]*>\s*ukraiński/);
    expect(page).toMatch(/name="open_now" value="true" checked/);
    expect(page).toContain('<a href="/pl/points/">Wyczyść filtry</a>');
    expect(page).toContain('<form class="point-filters" method="get" action="/pl/points/">');
  });

  test("says so when nothing is left, and how to see all", async () => {
    const page = await html("/ru/points/?county=3061&open_now=true");
    expect(page).toContain("<h2>Ни один пункт не подходит под фильтры</h2>");
    expect(page).toContain('<a class="button" href="/ru/points/">Сбросить фильтры</a>');
    expect(page).not.toContain("point-map");
  });

  test("narrowed is no page of its own to search engines", async () => {
    const narrowed = await site.get("/pl/points/?county=3064");
    expect(narrowed.headers["x-robots-tag"]).toBe("noindex");
    expect(tags(narrowed.text, /<link rel="canonical"[^>]*>/g)[0]).toMatch(/\/pl\/points\/"/);
    expect((await site.get("/pl/points/")).headers["x-robots-tag"]).toBe(undefined);
  });

  test("asks the CMS once for all filters", async () => {
    await html("/pl/points/");
    const before = site.api.log.length;
    await html("/pl/points/?county=3064");
    await html("/pl/points/?service=71");
    await html("/pl/points/?service=71&x=1");
    expect(site.api.log.length).toBe(before);
  });

  test("narrowed in many ways pushes no page out of memory", async () => {
    const small = await new RunningSite().start({ FRONTEND_CACHE_MB: "1" });
    await small.get("/pl/");
    const addresses = Array.from({ length: 60 }, (_, index) => `/pl/points/?county=${3001 + index}`);
    for (const address of addresses) await small.get(address);
    expect(["/pl/", ...addresses].filter(small.isKept).at(0)).toBe("/pl/");
    expect(addresses.filter(small.isKept).length).toBeLessThan(20);
    await small.stop();
  });

  test("weighs little, its map included", async () => {
    const accept = { "Accept-Encoding": "br" };
    const page = await site.get("/uk/points/", accept);
    const sheets = tags(brotliDecompressSync(page.bytes).toString(), /\/_astro\/[\w.-]+\.css/g);
    const styles = await Promise.all(sheets.map((path) => site.get(path, accept)));
    expect(styles.reduce((sum, sheet) => sum + sheet.bytes.length, page.bytes.length)).toBeLessThan(30_000);
  });
});

describe("a point's page", () => {
  test("shows the next seven days with what is unusual, and its usual hours", async () => {
    const page = await html("/en/points/poznan/");
    const rows = tags(page, /<tr(?: class="[^"]*")?><th scope="row">.*?<\/tr>/gs).map((row) =>
      row
        .replace(/<[^>]+>/g, " ")
        .replace(/\s+/g, " ")
        .trim(),
    );
    expect(rows).toEqual([
      "Tuesday 24 November 8:00–16:00",
      "Wednesday 25 November 8:00–16:00",
      "Thursday 26 November 8:00–16:00",
      "Friday 27 November closed public holiday",
      "Saturday 28 November 10:00–12:00 other hours than usual",
      "Sunday 29 November closed",
      "Monday 30 November 8:00–16:00",
    ]);
    expect(page).toMatch(/<dt>Monday – Friday<\/dt>\s*<dd>8:00–16:00<\/dd>/);
    expect(page).toContain("Hours and address confirmed on 2 November 2026 by Anna Przykładowa");
  });

  test("leads to maps without loading any", async () => {
    const { text, headers } = await site.get("/uk/points/poznan/");
    expect(text).toContain('href="geo:52.41,16.93"');
    expect(text).toMatch(/<a href="https:\/\/www\.openstreetmap\.org\/\?mlat=52\.41&amp;mlon=16\.93/);
    expect(tags(text, /<iframe|<script src/g)).toEqual([]);
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
  });

  test("describes itself to search engines", async () => {
    const page = await html("/pl/points/poznan/");
    const things = [...page.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)]
      .map((match) => JSON.parse(match[1] ?? "") as Record<string, unknown>)
      .filter((thing) => thing["@type"] === "GovernmentOffice");
    expect(things.length).toBe(1);
    expect(things[0]).toMatchObject({
      name: "Centrum Integracji Cudzoziemców w Poznaniu",
      telephone: "+48 000 000 000",
    });
  });

  test("of a point gone for good shows no hours to go by", async () => {
    const page = await html("/pl/points/konin/");
    expect(page).toContain("Zamknięte na stałe od 1 października 2026");
    expect(page).not.toContain('class="point-hours"');
  });
});

describe("a card in a text", () => {
  const card = (id: number) => {
    const html_url = `${site.api.siteUrl}/pl/points/poznan/`;
    const point = { id, type: "points.InformationPoint", title: "Punkt z tekstu", lead: "", html_url, lang: "pl" };
    return [{ type: "information_point", value: { point, id }, id: "b" }];
  };

  test("tells whether the point is open, and how to reach it", async () => {
    site.api.publish("/pl/", { body: card(300) });
    const text = tags(await html("/pl/"), /<div class="point-card">.*<\/div>/gs)[0];
    expect(text).toContain("Otwarte do 16:00");
    expect(text).toContain('<a href="tel:+48000000000">+48 000 000 000</a>');
    expect(text).toContain("ul. Przykładowa 12, 61-001 Poznań");
  });

  test("names the successor of a point that is gone", async () => {
    site.api.publish("/pl/", { body: card(304) });
    expect(await html("/pl/")).toMatch(/Teraz pomaga:\s*<a href="[^"]*">Centrum Integracji Cudzoziemców/);
  });

  test("keeps its title and link while the CMS does not tell", async () => {
    site.api.publish("/pl/", { body: card(999) });
    const page = await html("/pl/");
    expect(page).toMatch(/<a href="[^"]*\/pl\/points\/poznan\/">Punkt z tekstu<\/a>/);
    expect(page).not.toContain("point-state");
  });

  test("is complete again as soon as the CMS tells", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    site.api.publish("/pl/", { body: card(300) });
    site.api.broken.add("/api/v2/points/300/");
    expect(await html("/pl/")).toContain("Punkt z tekstu");
    site.api.broken.clear();
    expect(await html("/pl/")).toContain("Otwarte do 16:00");
    expect(warn.mock.calls).toEqual([["[frontend] the CMS answered 500"]]);
    warn.mockRestore();
  });
});

test("a list the CMS does not give is said to be missing, and shown as soon as it is there", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  site.api.broken.add("/api/v2/points/");
  expect(await html("/en/points/")).toContain("We cannot show the list of points right now.");
  site.api.broken.clear();
  expect(await html("/en/points/")).toContain("<h2>5 points</h2>");
  warn.mockRestore();
});

test("what is shown runs out when the CMS says so", async () => {
  const minuteAgo = new Date(Date.now() - 60_000).toISOString();
  site.api.validUntil.set("/api/v2/points/300/", minuteAgo);
  await html("/pl/points/poznan/");
  await html("/pl/points/poznan/");
  const asked = site.api.log.filter((line) => line.includes("/points/300/"));
  expect(asked.map((line) => line.slice(0, 3))).toEqual(["200", "304"]);
  const { headers } = await site.get("/pl/points/poznan/");
  expect(headers["cache-control"]).toBe("public, max-age=0, must-revalidate");
});
