import type { LegalBasis } from "./api/types.ts";

/** Whether an act binds: "past" and "future" as the calendar stands in Warsaw. */
export type Validity = "past" | "future" | "in_force";

/** The day in Warsaw at `now`, as "2026-10-01". */
export function warsawDay(now: Date): string {
  // Sweden writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat("sv", { timeZone: "Europe/Warsaw" }).format(now);
}

/** `today` is "2026-10-01"; the last day of validity still counts. */
export function validityOf(basis: LegalBasis, today: string): Validity {
  if (basis.valid_until !== null && basis.valid_until < today) return "past";
  return basis.valid_from !== null && basis.valid_from > today ? "future" : "in_force";
}
