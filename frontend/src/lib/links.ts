import type { PageMeta, Translation } from "./api/types.ts";
import type { Locale } from "./i18n/locales.ts";
import { LOCALES, SOURCE_LOCALE } from "./i18n/locales.ts";

/** The path of `address` if it is an address of `siteUrl`. */
export function pathOn(siteUrl: string, address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.origin === new URL(siteUrl).origin ? url.pathname : undefined;
}

const SAFE_PROTOCOLS = ["http:", "https:", "mailto:", "tel:"];

/** `address` if a link may lead there: http, https, mailto, tel, or a path of this site. */
export function safeUrl(address: string): string | undefined {
  if (/^\/(?![/\\])/.test(address) || address.startsWith("#")) return address;
  if (!URL.canParse(address)) return undefined;
  return SAFE_PROTOCOLS.includes(new URL(address).protocol) ? address : undefined;
}

/** The digits a telephone can dial, of a number as people write it; an extension by RFC 3966. */
export function telUrl(phone: string): string {
  const [number = "", extension] = phone.split(" wew. ");
  const digits = `tel:${number.replace(/[^\d+]/g, "")}`;
  return extension === undefined ? digits : `${digits};ext=${extension}`;
}

export interface Alternate {
  readonly hreflang: string;
  readonly href: string;
}

/** hreflang links: only texts that exist, and x-default at the source text if there is one. */
export function alternatesOf(translations: PageMeta["translations"]): Alternate[] {
  const real = LOCALES.filter((locale) => hasText(translations[locale]));
  const first = real.includes(SOURCE_LOCALE) ? SOURCE_LOCALE : real[0];
  const links = real.map((locale) => link(locale, translations[locale]));
  return first === undefined ? [] : [...links, link("x-default", translations[first])];
}

/** Whether a page is really written in a language. */
export function hasText(translation: Translation | undefined): boolean {
  return translation !== undefined && translation.state !== "missing";
}

function link(hreflang: string, translation: Translation): Alternate {
  return { hreflang, href: translation.html_url };
}

/** The one address search engines should know: of a text shown in place of a translation, its own. */
export function canonicalOf(meta: PageMeta): string {
  return isFallback(meta) ? meta.translations[meta.locale].html_url : meta.html_url;
}

/** Whether the reader gets another language than the address promises. */
export function isFallback(meta: PageMeta): boolean {
  return meta.locale !== meta.reader_locale;
}

/** The `lang` attribute a text needs where the surrounding text is in `around`. */
export function langUnless(around: Locale, lang: Locale): Locale | undefined {
  return lang === around ? undefined : lang;
}
