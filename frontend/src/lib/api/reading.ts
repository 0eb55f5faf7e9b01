/** Fields of handbook and practice pages. Days are "2026-10-01". */
import type { PageCard } from "./types.ts";
import type { Locale } from "../i18n/locales.ts";

export interface Audience {
  readonly id: number;
  readonly name: string;
  readonly lang: Locale;
}

/** `act` is the official Polish title. */
export interface LegalBasis {
  readonly act: string;
  readonly provisions: string;
  readonly url: string;
  readonly valid_from: string | null;
  readonly valid_until: string | null;
}

export interface Term {
  readonly id: number;
  readonly term: string;
  readonly definition_html: string;
  readonly lang: Locale;
  readonly anchor: string;
}

export type HandbookPart = PageCard & { readonly chapters: readonly PageCard[] };

export interface HandbookFields {
  readonly parts: readonly HandbookPart[];
  readonly chapters: readonly PageCard[];
  readonly number: string;
  readonly audiences: readonly Audience[];
  readonly legal_basis: readonly LegalBasis[];
  readonly terms: readonly Term[];
}

/** `country` is an ISO 3166-1 code. */
export type PracticeCard = PageCard & { readonly country: string; readonly organisation: string };

export interface Contact {
  readonly name: string;
  readonly email: string;
  readonly url: string;
}

export interface PracticeFields {
  readonly practices: readonly PracticeCard[];
  readonly country: string;
  readonly organisation: string;
  readonly problem_html: string;
  readonly approach_html: string;
  readonly result_html: string;
  readonly contact: Contact;
}
