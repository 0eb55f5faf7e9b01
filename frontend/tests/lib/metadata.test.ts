import { expect, test } from "vitest";
import { golden } from "../../e2e/fixture-api.ts";
import type { PageDocument, SiteDocument } from "../../src/lib/api/types.ts";
import { shareMeta } from "../../src/lib/metadata.ts";
import { structuredData } from "../../src/lib/structured_data.ts";

const site = golden<SiteDocument>("site_uk");
const page = (name: string): PageDocument => golden<PageDocument>(name);
const SITE = "http://127.0.0.1:4321";

test("a shared page shows its title, its text and its picture", () => {
  const story = page("page_story_uk");
  const found = shareMeta(story, site).map(({ property, name, content }) => [property ?? name, content]);
  expect(found).toEqual([
    ["og:type", "article"],
    ["og:site_name", "Wspólna Sprawa"],
    ["og:title", story.title],
    ["og:description", story.lead],
    ["og:url", `${SITE}/uk/istorii/marija/`],
    ["og:locale", "uk_UA"],
    ["og:locale:alternate", "pl_PL"],
    ["og:locale:alternate", "en_GB"],
    ["og:locale:alternate", "ru_RU"],
    ["og:image", story.meta.share_image],
    ["og:image:type", "image/png"],
    ["og:image:width", "1200"],
    ["og:image:height", "630"],
    ["og:image:alt", story.title],
    ["twitter:card", "summary_large_image"],
  ]);
});

test("a text shown in place of a translation names its own address and no others", () => {
  const found = shareMeta(page("page_chapter_fallback_uk"), site);
  const contents = (name: string) => found.filter((m) => m.property === name).map((m) => m.content);
  expect(contents("og:url")).toEqual([`${SITE}/pl/podrecznik/pomoc/swiadczenia/`]);
  expect(contents("og:locale")).toEqual(["pl_PL"]);
  expect(contents("og:locale:alternate")).toEqual([]);
});

const kinds = (name: string): unknown[] => {
  const graph = structuredData(page(name), site)?.["@graph"] as { "@type": string }[];
  return graph.map((thing) => thing["@type"]);
};

test.each([
  ["page_home_uk", ["WebSite", "GovernmentOrganization"]],
  ["page_section_uk", ["BreadcrumbList"]],
  ["page_handbook_uk", ["BreadcrumbList", "Book"]],
  ["page_chapter_uk", ["BreadcrumbList", "Chapter"]],
  ["page_story_uk", ["BreadcrumbList", "Article"]],
  ["page_practice_uk", ["BreadcrumbList", "CreativeWork"]],
])("%s is %s", (name, expected) => {
  expect(kinds(name)).toEqual(expected);
});

test("the crumbs lead from the home page to the page itself", () => {
  const graph = structuredData(page("page_chapter_uk"), site)?.["@graph"] as Record<string, unknown>[];
  const list = graph[0]?.["itemListElement"] as { position: number; item: string }[];
  expect(list.map(({ position, item }) => [position, item])).toEqual([
    [1, `${SITE}/uk/`],
    [2, `${SITE}/uk/posibnyk/`],
    [3, `${SITE}/uk/posibnyk/pryizd/`],
    [4, `${SITE}/uk/posibnyk/pryizd/status/`],
  ]);
  expect(graph[1]?.["position"]).toBe("1.1");
});
