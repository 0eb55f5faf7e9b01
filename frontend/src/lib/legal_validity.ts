import type { LegalBasis } from "./api/types.ts";

/** Whether an act binds: "past" and "future" as the calendar stands in Warsaw. */
export type Validity = "past" | "future" | "in_force";

/** `today` is "2026-10-01"; the last day of validity still counts. */
export function validityOf(basis: LegalBasis, today: string): Validity {
  if (basis.valid_until !== null && basis.valid_until < today) return "past";
  return basis.valid_from !== null && basis.valid_from > today ? "future" : "in_force";
}
