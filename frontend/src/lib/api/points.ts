/** Shapes of information points. Days are "2026-11-24", times "08:00" (both Europe/Warsaw). */
import type { Locale } from "../i18n/locales.ts";
import type { PageCard, PageDocument } from "./types.ts";

export interface Span {
  readonly opens: string;
  readonly closes: string;
}

export interface Service {
  readonly id: number;
  readonly name: string;
  readonly lang: Locale;
}

export interface Closure {
  readonly from: string;
  /** The last day of it; null: for good. */
  readonly until: string | null;
  readonly successor: PageCard | null;
}

/** What is true of a point at any time of day. `id` is the source page's. */
export interface PointFacts {
  readonly id: number;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  readonly county: { readonly code: string; readonly name: string } | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** Where it stands on the region's map, in the map's units. */
  readonly map: { readonly x: number; readonly y: number } | null;
  readonly phone: string;
  readonly email: string;
  readonly services: readonly Service[];
  /** Language codes, ISO 639. */
  readonly spoken: readonly string[];
  /** Monday (1) to Sunday (7). */
  readonly hours: readonly { readonly weekday: number; readonly spans: readonly Span[] }[];
  readonly exceptions: readonly {
    readonly from: string;
    readonly until: string;
    readonly spans: readonly Span[];
  }[];
  readonly closed_on_public_holidays: boolean;
  readonly closure: Closure | null;
  readonly confirmed: { readonly on: string; readonly by: string } | null;
}

export type Reason = "holiday" | "exception" | "closure";

export interface OpeningDay {
  readonly date: string;
  readonly weekday: number;
  readonly spans: readonly Span[];
  readonly reason: Reason | null;
}

/** What is true at the moment of the answer. `until` and `next` are ISO 8601 moments. */
export interface Opening {
  readonly state: "open" | "closed" | "closed_down";
  readonly until: string | null;
  readonly next: string | null;
  readonly reason: Reason | null;
  /** Seven days from today on. */
  readonly week: readonly OpeningDay[];
}

export type Point = PageCard & PointFacts & { readonly opening: Opening };

export interface DirectoryFilters {
  readonly counties: readonly { readonly code: string; readonly name: string; readonly count: number }[];
  readonly services: readonly (Service & { readonly count: number })[];
  readonly spoken: readonly { readonly code: string; readonly count: number }[];
}

type Coordinates = readonly [x: number, y: number];

/** A region to draw as a grid of dots, in units of a drawing `width` wide and `height` high. */
export interface Region {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly dots: readonly Coordinates[];
  readonly outline: readonly Coordinates[];
  readonly counties: readonly {
    readonly code: string;
    readonly name: string;
    readonly x: number;
    readonly y: number;
  }[];
}

export type DirectoryPage = PageDocument & {
  readonly filters: DirectoryFilters;
  readonly region: Region;
};

export type InformationPointPage = PageDocument & {
  readonly point: PointFacts;
  readonly region: Region;
};
