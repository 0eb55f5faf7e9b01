/** Shapes of the CMS API v2 as this site reads them; dates are ISO 8601 strings with an offset. */
import type { Locale } from "../i18n/locales.ts";

export type TranslationState = "current" | "behind" | "missing";

export interface Translation {
  readonly html_url: string;
  readonly state: TranslationState;
  /** When the source changed after this translation was last brought up to date. */
  readonly behind_since: string | null;
}

export interface Breadcrumb {
  readonly id: number;
  readonly title: string;
  readonly html_url: string;
  readonly lang: Locale;
}

export interface PageMeta {
  readonly type: string;
  readonly html_url: string;
  readonly slug: string;
  readonly seo_title: string;
  readonly search_description: string;
  readonly first_published_at: string | null;
  readonly last_published_at: string | null;
  /** Language the document is written in. */
  readonly locale: Locale;
  /** Language of the address it was asked at. */
  readonly reader_locale: Locale;
  readonly translations: Readonly<Record<Locale, Translation>>;
  readonly last_reviewed: { readonly on: string; readonly by: string } | null;
  readonly breadcrumbs: readonly Breadcrumb[];
  readonly preview?: boolean;
}

export interface ImageSource {
  readonly type: string;
  readonly srcset: readonly { readonly url: string; readonly width: number }[];
}

export interface Image {
  readonly id: number;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly src: string;
  readonly sources: readonly ImageSource[];
}

export interface PageCard {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly lead: string;
  readonly html_url: string;
  readonly lang: Locale;
}

export interface HtmlItem {
  readonly title: string;
  readonly html: string;
}

/** Block type → its value. One entry here, one component in src/blocks. */
export interface BlockValues {
  heading: { text: string; level: 2 | 3; anchor: string };
  rich_text: { html: string };
  image: { image: Image; caption: string };
  callout: { tone: "info" | "tip" | "warning" | "urgent"; title: string; html: string };
  steps: { title: string; items: readonly HtmlItem[] };
  checklist: { title: string; items: readonly string[] };
  accordion: { title: string; items: readonly HtmlItem[] };
  table: {
    caption: string;
    header_row: boolean;
    header_column: boolean;
    rows: readonly (readonly string[])[];
  };
  contact_card: {
    name: string;
    role: string;
    phone: string;
    email: string;
    address: string;
    hours: string;
    url: string;
  };
  document: {
    title: string;
    url: string;
    file_type: string;
    size_bytes: number;
    description: string;
  };
  video: {
    title: string;
    provider: "youtube" | "vimeo";
    video_id: string;
    watch_url: string;
    embed_url: string;
    poster: Image | null;
    transcript_html: string;
  };
  quote: { text: string; attribution: string; role: string };
  related_pages: { title: string; pages: readonly PageCard[] };
}

export type BlockType = keyof BlockValues;

/** A block as it arrives: the type may be one this build does not know yet. */
export interface Block {
  readonly type: string;
  readonly value: unknown;
  readonly id: string;
}

export interface PageDocument {
  readonly id: number;
  readonly meta: PageMeta;
  readonly title: string;
  readonly lead: string;
  readonly body: readonly Block[];
  readonly hero_image?: Image | null;
  readonly sections?: readonly PageCard[];
  readonly children?: readonly PageCard[];
}

export interface Link {
  readonly label: string;
  readonly html_url: string;
  readonly lang: Locale;
}

export interface Alert {
  readonly id: number;
  readonly level: "info" | "warning" | "urgent";
  readonly title: string;
  readonly html: string;
  readonly link: Link | null;
  readonly lang: Locale;
}

export interface SiteDocument {
  readonly locale: Locale;
  readonly content_version: number;
  readonly site_name: string;
  readonly languages: readonly {
    readonly code: Locale;
    readonly name: string;
    readonly html_url: string;
  }[];
  readonly navigation: readonly Link[];
  readonly footer: {
    readonly lang: Locale;
    readonly text_html: string;
    readonly columns: readonly { readonly title: string; readonly links: readonly Link[] }[];
  };
  readonly alerts: readonly Alert[];
  readonly funding: { readonly lang: Locale; readonly text: string; readonly emblem: Image | null };
}

/** One row of a list of pages; the last two only when asked for by `fields=`. */
export interface ListedPage {
  readonly id: number;
  readonly title: string;
  readonly lead?: string;
  readonly meta: {
    readonly html_url: string;
    readonly locale: Locale;
    readonly first_published_at: string | null;
    readonly last_published_at?: string | null;
    readonly translations?: Readonly<Record<Locale, Translation>>;
  };
}

export interface PageList {
  readonly meta: { readonly total_count: number };
  readonly items: readonly ListedPage[];
}
