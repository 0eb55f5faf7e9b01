import type { Opening, PointFacts, Span } from "../api/points.ts";

export interface DaysAlike {
  readonly first: number;
  readonly last: number;
  readonly spans: readonly Span[];
}

/** Days of the week that follow one another with the same hours, as one. */
export function daysAlike(hours: PointFacts["hours"]): DaysAlike[] {
  const groups: DaysAlike[] = [];
  for (const { weekday, spans } of hours) {
    const before = groups.at(-1);
    if (before !== undefined && sameSpans(before.spans, spans)) {
      groups[groups.length - 1] = { ...before, last: weekday };
    } else groups.push({ first: weekday, last: weekday, spans });
  }
  return groups;
}

function sameSpans(some: readonly Span[], others: readonly Span[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}

/** Changes of hours that last longer than the week shown; none where it is not known. */
export function laterChanges(point: PointFacts, week: Opening["week"]): PointFacts["exceptions"] {
  const lastShown = week.at(-1)?.date;
  return lastShown === undefined ? [] : point.exceptions.filter(({ until }) => until > lastShown);
}

/** "ul. Przykładowa 12, 61-001 Poznań"; the postcode may be unknown. */
export function addressLine({ street, postcode, city }: PointFacts): string {
  return `${street}, ${townLine({ postcode, city })}`;
}

/** "61-001 Poznań" */
export function townLine({ postcode, city }: Pick<PointFacts, "postcode" | "city">): string {
  return [postcode, city].filter((part) => part !== "").join(" ");
}
