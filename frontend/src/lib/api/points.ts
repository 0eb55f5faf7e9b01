/**
 * Information points: names for the types generated from the API's own description. Days are
 * "2026-11-24", times "08:00" or "24:00", both as clocks and calendars in Warsaw show them.
 */
import type { components } from "./schema.js";
import type { PageDocument } from "./types.ts";

type Schemas = components["schemas"];

export type Span = Schemas["Span"];
export type Service = Schemas["Service"];
/** `until`: the last day of it; null: for good. */
export type Closure = Schemas["Closure"];
/** What is true of a point at any time of day. `id` is the source page's. */
export type PointFacts = Schemas["PointFacts"];
/** What is true at the moment of the answer. */
export type Opening = Schemas["Opening"];
export type OpeningDay = Schemas["OpeningDay"];
export type Reason = NonNullable<OpeningDay["reason"]>;
export type Point = Schemas["Point"];
export type DirectoryFilters = Schemas["PointFilters"];

type Coordinates = readonly [x: number, y: number];

/** A region to draw as a grid of dots, in units of a drawing `width` wide and `height` high. */
export type Region = Omit<Schemas["Region"], "dots" | "outline"> & {
  readonly dots: readonly Coordinates[];
  readonly outline: readonly Coordinates[];
};

export type DirectoryPage = PageDocument & {
  readonly filters: DirectoryFilters;
  readonly region: Region;
};

export type InformationPointPage = PageDocument & {
  readonly point: PointFacts;
  readonly region: Region;
};
