import { expect, test } from "vitest";
import type { LegalBasis } from "../../src/lib/api/types.ts";
import { validityOf } from "../../src/lib/legal_validity.ts";

const act = (valid_from: string | null, valid_until: string | null): LegalBasis => ({
  act: "Ustawa",
  provisions: "",
  url: "",
  valid_from,
  valid_until,
});

test.each([
  [null, null, "in_force"],
  ["2026-10-01", "2026-10-01", "in_force"],
  ["2026-10-02", null, "future"],
  [null, "2026-09-30", "past"],
] as const)("an act from %s until %s is, on 1 October, %s", (from, until, state) => {
  expect(validityOf(act(from, until), "2026-10-01")).toBe(state);
});
