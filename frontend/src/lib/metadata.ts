import type { PageDocument, SiteDocument } from "./api/types.ts";
import type { Locale } from "./i18n/locales.ts";
import { LOCALES } from "./i18n/locales.ts";
import { canonicalOf, hasText } from "./links.ts";

/** One `<meta>` of the head: Open Graph's are named by `property`, others by `name`. */
export interface HeadMeta {
  readonly property?: string;
  readonly name?: string;
  readonly content: string;
}

// Open Graph wants a country; readers of all four languages are in Poland or come from here.
const TERRITORIES: Readonly<Record<Locale, string>> = {
  pl: "pl_PL",
  en: "en_GB",
  ru: "ru_RU",
  uk: "uk_UA",
};

/** How the page looks where its address is passed on. The picture shows the title as text. */
export function shareMeta(page: PageDocument, site: SiteDocument): HeadMeta[] {
  const { meta } = page;
  const others = LOCALES.filter((code) => code !== meta.locale && hasText(meta.translations[code]));
  return [
    og("type", meta.type === "stories.StoryPage" ? "article" : "website"),
    og("site_name", site.site_name),
    og("title", meta.seo_title || page.title),
    og("description", meta.search_description || page.lead),
    og("url", canonicalOf(meta)),
    og("locale", TERRITORIES[meta.locale]),
    ...others.map((code) => og("locale:alternate", TERRITORIES[code])),
    ...picture(page),
  ].filter(({ content }) => content !== "");
}

function picture({ title, meta }: PageDocument): HeadMeta[] {
  if (!meta.share_image) return [{ name: "twitter:card", content: "summary" }];
  return [
    og("image", meta.share_image),
    og("image:type", "image/png"),
    og("image:width", "1200"),
    og("image:height", "630"),
    og("image:alt", title),
    { name: "twitter:card", content: "summary_large_image" },
  ];
}

function og(name: string, content: string): HeadMeta {
  return { property: `og:${name}`, content };
}
