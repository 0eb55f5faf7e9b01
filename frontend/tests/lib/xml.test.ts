import { expect, test } from "vitest";
import { golden } from "../../e2e/fixture-api.ts";
import type { PageList } from "../../src/lib/api/types.ts";
import { feed } from "../../src/lib/feed.ts";
import { sitemap } from "../../src/lib/sitemap.ts";
import { xml } from "../../src/lib/xml.ts";

const { items } = golden<PageList>("list_pl");
const SITE = "http://127.0.0.1:4321";

test("text is escaped and loses what XML forbids", () => {
  expect(xml("a<b>&\"'\u0000\u000bї")).toBe("a&lt;b&gt;&amp;&quot;&apos;ї");
});

test("the sitemap names a page with its real translations only", () => {
  const last = items.slice(2);
  const alternate = (code: string, path: string): string =>
    `<xhtml:link rel="alternate" hreflang="${code}" href="${SITE}${path}"/>`;
  expect(sitemap(last)).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
      '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' +
      `<url><loc>${SITE}/pl/poradniki/praca/</loc><lastmod>2026-11-05T10:15:00+01:00</lastmod>` +
      alternate("pl", "/pl/poradniki/praca/") +
      alternate("ru", "/ru/rukovodstva/rabota/") +
      alternate("x-default", "/pl/poradniki/praca/") +
      "</url>\n</urlset>\n",
  );
});

test("the feed has an entry for each published page", () => {
  const source = { locale: "pl", siteName: "Wspólna <Sprawa>", siteUrl: SITE } as const;
  const text = feed({ ...source, pages: items });
  expect(text.match(/<entry>/g)?.length).toBe(3);
  expect(text).toContain("<title>Wspólna &lt;Sprawa&gt;: nowe strony</title>");
  expect(text).toContain("<updated>2026-11-05T10:15:00+01:00</updated>");
});

test("an empty feed is still a feed", () => {
  const text = feed({ locale: "uk", siteName: "S", siteUrl: SITE, pages: [] });
  expect(text).toContain("<updated>1970-01-01T00:00:00Z</updated>");
});
