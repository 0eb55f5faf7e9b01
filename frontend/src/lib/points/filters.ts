import type { DirectoryFilters, Point } from "../api/points.ts";
import type { operations } from "../api/schema.js";
import { addressValues, type Chosen as ChosenOf, entries, type Filter } from "../filters.ts";
import { languageName } from "../i18n/times.ts";

type Parameters = NonNullable<operations["points_list"]["parameters"]["query"]>;

/** Every parameter of the API but those that no reader chooses. */
type Name = Exclude<keyof Parameters, "locale" | "limit" | "offset">;

export type Chosen = ChosenOf<Name>;

/** The list is small and narrowed here, so that pages made at the same time show the same state. */
type PointFilter = Filter<DirectoryFilters> & { readonly fits: (point: Point, value: string) => boolean };

/** The fields of the form. The compiler names a filter of the API that has no line here. */
export const FILTERS: Readonly<Record<Name, PointFilter>> = {
  service: {
    control: "select",
    values: /^[1-9]\d{0,8}$/,
    label: "points.service",
    any: "points.any_service",
    isWide: true,
    offered: ({ services }) => services.map(({ id, ...service }) => ({ ...service, value: String(id) })),
    fits: ({ services }, value) => services.some(({ id }) => String(id) === value),
  },
  county: {
    control: "select",
    values: /^[\dA-Za-z-]{1,8}$/,
    label: "points.county",
    any: "points.any_county",
    offered: ({ counties }) => counties.map(({ code, ...county }) => ({ ...county, value: code })),
    fits: ({ county }, value) => county?.code === value,
  },
  spoken: {
    control: "select",
    values: /^[a-z]{2,3}$/,
    label: "points.spoken",
    any: "points.any_spoken",
    isSorted: true,
    offered: ({ spoken }) => spoken.map(({ code, count }) => ({ value: code, count })),
    text: (value, { reader }) => languageName(reader, value),
    fits: ({ spoken }, value) => spoken.includes(value),
  },
  open_now: {
    control: "check",
    values: /^true$/,
    label: "points.open_now",
    fits: ({ opening }) => opening.state === "open",
  },
};

/** What an address may say. */
export const FILTER_VALUES: ReadonlyMap<string, RegExp> = new Map(addressValues(FILTERS));

/** Whether a point is what the reader asked for: every choice narrows the list. */
export function matches(point: Point, chosen: Chosen): boolean {
  const asked = entries(FILTERS).filter(([name]) => chosen[name] !== undefined);
  return asked.every(([name]) => FILTERS[name].fits(point, chosen[name] ?? ""));
}

/** The points to show, in their order, but those closed down after all others. */
export function listed(points: readonly Point[], chosen: Chosen): Point[] {
  const shown = points.filter((point) => matches(point, chosen));
  const isDown = (point: Point): boolean => point.opening.state === "closed_down";
  return [...shown.filter((point) => !isDown(point)), ...shown.filter(isDown)];
}
