import type { ApiSession } from "./api/session.ts";
import { isUnavailable } from "./api/client.ts";
import type { PageDocument, SiteDocument } from "./api/types.ts";
import type { Locale } from "./i18n/locales.ts";
import { localeOfPath } from "./i18n/locales.ts";
import type { Translator } from "./i18n/translate.ts";
import { translator } from "./i18n/translate.ts";
import { pathOn } from "./links.ts";

/** What every template and block needs besides its own data. */
export interface Context {
  readonly t: Translator;
  /** Language of the interface, and of `<html lang>`. */
  readonly reader: Locale;
  /** Language of the text the component stands in; what differs from it says so by `lang`. */
  readonly lang: Locale;
}

/** What an address turned out to be. */
export type View =
  | { readonly kind: "page"; readonly page: PageDocument; readonly site: SiteDocument }
  | { readonly kind: "redirect"; readonly to: string; readonly status: 301 | 302 }
  | { readonly kind: "not_found"; readonly site: SiteDocument | null }
  | { readonly kind: "unavailable" };

export function contextFor(page: PageDocument, reader: Locale): Context {
  return { t: translator(reader), reader, lang: page.meta.locale };
}

/** Asks the API what stands at `path`; only a fault of ours throws. */
export async function viewAt(api: ApiSession, path: string, reader: Locale, siteUrl: string): Promise<View> {
  return orUnavailable(async () => {
    const asked = localeOfPath(path) === undefined ? null : api.at(path);
    const [page, site] = await Promise.all([asked, api.site(reader)]);
    if (page === null) return { kind: "not_found", site };
    if (typeof page === "string") return { kind: "redirect", to: page, status: 302 };
    const address = pathOn(siteUrl, page.meta.html_url);
    if (address !== undefined && address !== path) return { kind: "redirect", to: address, status: 301 };
    return { kind: "page", page, site };
  });
}

/** The draft a token stands for, in the language the draft is read in. */
export async function draftView(api: ApiSession, token: string, reader: Locale): Promise<View> {
  return orUnavailable(async () => {
    const page = token === "" ? null : await api.draft(token);
    const site = await api.site(page?.meta.reader_locale ?? reader);
    return page === null ? { kind: "not_found", site } : { kind: "page", page, site };
  });
}

async function orUnavailable(read: () => Promise<View>): Promise<View> {
  try {
    return await read();
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    console.warn(`[frontend] ${(error as Error).message}`);
    return { kind: "unavailable" };
  }
}
