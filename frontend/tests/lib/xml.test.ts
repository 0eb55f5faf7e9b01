import { expect, test } from "vitest";
import { golden } from "../../e2e/fixture-api.ts";
import type { PageList } from "../../src/lib/api/types.ts";
import { feed } from "../../src/lib/feed.ts";
import { sitemap } from "../../src/lib/sitemap.ts";
import { xml } from "../../src/lib/xml.ts";

const { items } = golden<PageList>("list_pl");
const SITE = "http://127.0.0.1:4321";
const SOURCE = { locale: "pl", siteName: "Wspólna <Sprawa>", siteUrl: SITE, kind: "pages" } as const;

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
  const text = feed({ ...SOURCE, pages: items });
  expect(text.match(/<entry>/g)?.length).toBe(3);
  expect(text).toContain("<title>Wspólna &lt;Sprawa&gt;: nowe strony</title>");
  expect(text).toContain("<updated>2026-11-05T10:15:00+01:00</updated>");
});

test("an empty feed is still a feed", () => {
  const text = feed({ ...SOURCE, pages: [] });
  expect(text).toContain("<updated>1970-01-01T00:00:00Z</updated>");
});

test("each feed has an id and a title of its own", () => {
  const heads = (["pages", "activities"] as const).map((kind) => {
    const text = feed({ ...SOURCE, kind, pages: [] });
    return [/<id>(.*?)<\/id>/.exec(text)?.[1], /<title>(.*?)<\/title>/.exec(text)?.[1]];
  });
  expect(heads).toEqual([
    [`${SITE}/pl/feed.xml`, "Wspólna &lt;Sprawa&gt;: nowe strony"],
    [`${SITE}/pl/activities.xml`, "Wspólna &lt;Sprawa&gt;: nowe zajęcia"],
  ]);
});

test("the id of an entry stays when its page is renamed and moved", () => {
  const [page] = items.slice(2);
  if (page === undefined) throw new Error("The golden list is too short.");
  const moved = { ...page, title: "Nowa", meta: { ...page.meta, html_url: `${SITE}/pl/nowa/` } };
  const ids = [page, moved].map((each) => /<entry><id>(.*?)<\/id>/.exec(feed({ ...SOURCE, pages: [each] }))?.[1]);
  expect(ids).toEqual([`tag:127.0.0.1,2026:pages/${page.id}`, `tag:127.0.0.1,2026:pages/${page.id}`]);
});
