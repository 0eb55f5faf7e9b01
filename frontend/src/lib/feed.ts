import type { ListedPage } from "./api/types.ts";
import type { Locale } from "./i18n/locales.ts";
import { translator } from "./i18n/translate.ts";
import { xml } from "./xml.ts";

export interface FeedSource {
  readonly locale: Locale;
  readonly siteName: string;
  readonly siteUrl: string;
  /** The feed's own name in the folder of its language. */
  readonly file?: string;
  /** Newest first. */
  readonly pages: readonly ListedPage[];
}

/** Atom (RFC 4287) of newly published pages; entries are in the feed's language. */
export function feed({ locale, siteName, siteUrl, pages, file = "feed.xml" }: FeedSource): string {
  const home = xml(`${siteUrl}/${locale}/`);
  const title = xml(translator(locale)("feed.title", { site: siteName }));
  const dated = pages.filter((page) => page.meta.first_published_at !== null);
  const newest = dated.map(updatedOf).sort().at(-1) ?? "1970-01-01T00:00:00Z";
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}">\n` +
    `<id>${home}</id>\n<title>${title}</title>\n<updated>${xml(newest)}</updated>\n` +
    `<author><name>${xml(siteName)}</name></author>\n<link href="${home}"/>\n` +
    `<link rel="self" type="application/atom+xml" href="${home}${file}"/>\n` +
    `${dated.map(entry).join("")}</feed>\n`
  );
}

function entry(page: ListedPage): string {
  const address = xml(page.meta.html_url);
  const summary = page.lead ? `<summary>${xml(page.lead)}</summary>` : "";
  return (
    `<entry><id>${address}</id><title>${xml(page.title)}</title><link href="${address}"/>` +
    `<published>${xml(page.meta.first_published_at ?? "")}</published>` +
    `<updated>${xml(updatedOf(page))}</updated>${summary}</entry>\n`
  );
}

function updatedOf(page: ListedPage): string {
  return page.meta.last_published_at ?? page.meta.first_published_at ?? "";
}
