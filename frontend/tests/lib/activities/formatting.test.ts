import { expect, test } from "vitest";
import { addressLine, agesOf, hoursOf, priceOf, availabilityOf } from "../../../src/lib/activities/formatting.ts";
import type { ActivityGroup } from "../../../src/lib/api/activities.ts";
import { translator } from "../../../src/lib/i18n/translate.ts";
import { dateOn, groupOf } from "./made.ts";

const pl = translator("pl");
const opens = { state: "not_yet", opens_at: "2027-01-03T23:30:00Z", closes_at: null } as const;
const closed = { state: "closed", opens_at: null, closes_at: null } as const;
const places = (free: number) => ({ places: { capacity: 30, free, waiting: 0 } });

test.each<[Partial<ActivityGroup>, string, string]>([
  [places(22), "free", "22 wolne miejsca"],
  [places(1), "free", "1 wolne miejsce"],
  [places(0), "full", "Brak miejsc, jest lista rezerwowa"],
  [{ is_moderated: true, ...places(0) }, "free", "Zapisy trwają, o miejscach decyduje organizator"],
  [{ sign_up: opens }, "none", "Zapisy od 4 stycznia"],
  [{ sign_up: closed }, "none", "Zapisy zakończone"],
])("how a group stands: %j", (more, tone, text) => {
  expect(availabilityOf(pl, groupOf(more))).toEqual({ tone, text });
});

test("hours are Warsaw's, on both sides of the change of clocks; a night says its last day", () => {
  expect(hoursOf("pl", dateOn(11))).toBe("17:30–19:00");
  const summer = { starts_at: "2027-03-28T15:30:00Z", ends_at: "2027-03-28T17:00:00Z" };
  expect(hoursOf("uk", summer)).toBe("17:30–19:00");
  const night = { starts_at: "2027-01-11T20:00:00Z", ends_at: "2027-01-12T08:00:00Z" };
  expect(hoursOf("pl", night)).toBe("21:00 – 12 stycznia, 9:00");
});

test.each([
  [7, 10, "7–10"],
  [18, null, "18+"],
  [null, 12, "≤ 12"],
  [null, null, ""],
])("ages from %s to %s", (age_from, age_to, text) => {
  expect(agesOf({ age_from, age_to })).toBe(text);
});

test("an address leaves out what is not known; a price is written as the language does", () => {
  const { place } = groupOf();
  expect(addressLine({ ...place!, street: "", postcode: "" })).toBe("Dom Sąsiedzki, Poznań");
  expect(priceOf(pl, "0.00")).toBe("bezpłatnie");
  expect(priceOf(pl, "49.50")).toBe("49,50\u00a0zł");
});
