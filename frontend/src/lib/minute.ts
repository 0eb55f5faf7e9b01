/**
 * The minute a moment (ms since 1970) lies in. What depends on the time changes at whole minutes
 * (opening hours, midnight in Warsaw), so work begun in one minute is true for all who ask in it.
 */
export function minuteOf(moment: number): number {
  return Math.floor(moment / 60_000);
}
