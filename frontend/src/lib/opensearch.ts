import type { Locale } from "./i18n/locales.ts";
import { translator } from "./i18n/translate.ts";
import { xml } from "./xml.ts";

interface Described {
  readonly locale: Locale;
  readonly siteName: string;
  readonly siteUrl: string;
}

const MAX_SHORT_NAME = 16;

/** The site's search as OpenSearch 1.1 describes it; a short name has 16 characters at most. */
export function openSearch({ locale, siteName, siteUrl }: Described): string {
  const name = [...siteName].slice(0, MAX_SHORT_NAME).join("");
  const address = `${siteUrl}/${locale}/search/?q={searchTerms}`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${xml(name)}</ShortName>
  <Description>${xml(`${siteName}: ${translator(locale)("search.label")}`)}</Description>
  <Language>${locale}</Language>
  <InputEncoding>UTF-8</InputEncoding>
  <Image type="image/svg+xml">${xml(`${siteUrl}/favicon.svg`)}</Image>
  <Url type="text/html" template="${xml(address)}"/>
</OpenSearchDescription>
`;
}
