import type { ListedPage } from "./api/types.ts";
import { alternatesOf } from "./links.ts";
import { xml } from "./xml.ts";

/** The protocol's own limit (sitemaps.org). */
const MAX_URLS = 50_000;

/** sitemap.xml of pages that exist in their own language; alternates are real translations only. */
export function sitemap(pages: readonly ListedPage[]): string {
  const entries = pages.slice(0, MAX_URLS).map(entry).join("");
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"' +
    ` xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${entries}</urlset>\n`
  );
}

function entry({ meta }: ListedPage): string {
  const alternates = meta.translations === undefined ? [] : alternatesOf(meta.translations);
  const links = alternates.map(
    ({ hreflang, href }) => `<xhtml:link rel="alternate" hreflang="${hreflang}" href="${xml(href)}"/>`,
  );
  const changed = meta.last_published_at ?? meta.first_published_at;
  const lastmod = changed ? `<lastmod>${xml(changed)}</lastmod>` : "";
  return `<url><loc>${xml(meta.html_url)}</loc>${lastmod}${links.join("")}</url>\n`;
}
