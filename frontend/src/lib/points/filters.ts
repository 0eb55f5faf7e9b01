import type { DirectoryFilters, Point } from "../api/points.ts";

/** What each filter may say in an address; the page then ignores what it does not offer. */
export const FILTER_VALUES: ReadonlyMap<string, RegExp> = new Map([
  ["county", /^[\dA-Za-z-]{1,8}$/],
  ["service", /^[1-9]\d{0,8}$/],
  ["spoken", /^[a-z]{2,3}$/],
  ["open_now", /^true$/],
]);

/** The reader's choice; undefined where nothing (or nothing that is offered) was chosen. */
export interface Chosen {
  readonly county: string | undefined;
  readonly service: number | undefined;
  readonly spoken: string | undefined;
  readonly openNow: boolean;
}

/** Reads the query of an address; what the directory does not offer counts as not chosen. */
export function chosenOf(query: URLSearchParams, offered: DirectoryFilters): Chosen {
  const asked = (name: string): string => query.get(name) ?? "";
  return {
    county: offered.counties.find(({ code }) => code === asked("county"))?.code,
    service: offered.services.find(({ id }) => String(id) === asked("service"))?.id,
    spoken: offered.spoken.find(({ code }) => code === asked("spoken"))?.code,
    openNow: asked("open_now") === "true",
  };
}

export function isAnyChosen({ county, service, spoken, openNow }: Chosen): boolean {
  return [county, service, spoken].some((value) => value !== undefined) || openNow;
}

/** Whether a point is what the reader asked for: every choice narrows the list. */
export function matches(point: Point, chosen: Chosen): boolean {
  const { county, service, spoken, openNow } = chosen;
  return (
    (county === undefined || point.county?.code === county) &&
    (service === undefined || point.services.some(({ id }) => id === service)) &&
    (spoken === undefined || point.spoken.includes(spoken)) &&
    (!openNow || point.opening.state === "open")
  );
}

/** The points to show, in their order, but those closed down after all others. */
export function listed(points: readonly Point[], chosen: Chosen): Point[] {
  const shown = points.filter((point) => matches(point, chosen));
  const isDown = (point: Point): boolean => point.opening.state === "closed_down";
  return [...shown.filter((point) => !isDown(point)), ...shown.filter(isDown)];
}
