import type { ListedPage } from "./api/types.ts";
import type { Locale } from "./i18n/locales.ts";
import { translator } from "./i18n/translate.ts";
import { xml } from "./xml.ts";

export interface FeedSource {
  readonly locale: Locale;
  readonly siteName: string;
  readonly siteUrl: string;
  /** What the feed is about: its name in the folder of its language, its title. */
  readonly kind: FeedKind;
  /** Newest first. */
  readonly pages: readonly ListedPage[];
}

export type FeedKind = keyof typeof FEEDS;

const FEEDS = {
  pages: { file: "feed.xml", title: "feed.title" },
  activities: { file: "activities.xml", title: "activities.feed_title" },
} as const;

/** Atom (RFC 4287) of newly published pages; entries are in the feed's language. */
export function feed({ locale, siteName, siteUrl, pages, kind }: FeedSource): string {
  const home = xml(`${siteUrl}/${locale}/`);
  const self = `${home}${FEEDS[kind].file}`;
  const title = xml(translator(locale)(FEEDS[kind].title, { site: siteName }));
  const { hostname } = new URL(siteUrl);
  const dated = pages.filter((page) => page.meta.first_published_at !== null);
  const newest = dated.map(updatedOf).sort().at(-1) ?? "1970-01-01T00:00:00Z";
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">\n` +
    `<id>${self}</id>\n<title>${title}</title>\n<updated>${xml(newest)}</updated>\n` +
    `<author><name>${xml(siteName)}</name></author>\n<link href="${home}"/>\n` +
    `<link rel="self" type="application/atom+xml" href="${self}"/>\n` +
    `${dated.map((page) => entry(page, hostname)).join("")}</feed>\n`
  );
}

/** The id (RFC 4151) is of the page itself, so that a page that is renamed or moved is not new to readers. */
function entry(page: ListedPage, hostname: string): string {
  const address = xml(page.meta.html_url);
  const summary = page.lead ? `<summary>${xml(page.lead)}</summary>` : "";
  return (
    `<entry><id>tag:${hostname},2026:pages/${page.id}</id><title>${xml(page.title)}</title><link href="${address}"/>` +
    `<published>${xml(page.meta.first_published_at ?? "")}</published>` +
    `<updated>${xml(updatedOf(page))}</updated>${summary}</entry>\n`
  );
}

function updatedOf(page: ListedPage): string {
  return page.meta.last_published_at ?? page.meta.first_published_at ?? "";
}
