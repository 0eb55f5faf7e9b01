/** What a page is, in schema.org's words, for search engines. */
import type { PageDocument, SiteDocument } from "./api/types.ts";
import { canonicalOf } from "./links.ts";

type Thing = Readonly<Record<string, unknown>>;

/** Page type → what it is; others are only a place in the tree. */
const KINDS: Readonly<Record<string, string>> = {
  "pages.ContentPage": "Article",
  "handbook.HandbookPage": "Book",
  "handbook.ChapterPage": "Chapter",
  "stories.StoryPage": "Article",
  "practices.PracticePage": "CreativeWork",
};

/** A graph of the page, its place and its publisher, or null where there is nothing to say. */
export function structuredData(page: PageDocument, site: SiteDocument): Thing | null {
  const things = page.meta.type === "pages.HomePage" ? home(page, site) : inner(page, site);
  if (things.length === 0) return null;
  return { "@context": "https://schema.org", "@graph": things };
}

function home(page: PageDocument, site: SiteDocument): Thing[] {
  const url = page.meta.html_url;
  const id = new URL("/#publisher", url).href;
  return [
    compact({
      "@type": "WebSite",
      url,
      name: site.site_name,
      description: page.lead,
      inLanguage: page.meta.locale,
      publisher: { "@id": id },
    }),
    { "@type": "GovernmentOrganization", "@id": id, name: site.site_name, url: new URL("/", url).href },
  ];
}

function inner(page: PageDocument, site: SiteDocument): Thing[] {
  const kind = KINDS[page.meta.type];
  return [crumbs(page), ...(kind === undefined ? [] : [work(kind, page, site)])];
}

function crumbs({ title, meta }: PageDocument): Thing {
  const trail = [...meta.breadcrumbs, { title, html_url: meta.html_url }];
  const itemListElement = trail.map((crumb, index) => ({
    "@type": "ListItem",
    position: index + 1,
    name: crumb.title,
    item: crumb.html_url,
  }));
  return { "@type": "BreadcrumbList", itemListElement };
}

function work(kind: string, page: PageDocument, site: SiteDocument): Thing {
  const { meta } = page;
  const parent = meta.breadcrumbs.at(-1);
  return compact({
    "@type": kind,
    // A chapter has a name, an article a headline.
    [kind === "Article" ? "headline" : "name"]: page.title,
    url: canonicalOf(meta),
    description: meta.search_description || page.lead,
    inLanguage: meta.locale,
    datePublished: meta.first_published_at,
    dateModified: meta.last_published_at,
    image: page.portrait?.src ?? meta.share_image,
    position: page.number,
    countryOfOrigin: page.country,
    isPartOf: parent && { "@type": "CreativeWork", name: parent.title, url: parent.html_url },
    publisher: { "@type": "GovernmentOrganization", name: site.site_name },
  });
}

function compact(thing: Record<string, unknown>): Thing {
  return Object.fromEntries(Object.entries(thing).filter(([, value]) => value));
}
