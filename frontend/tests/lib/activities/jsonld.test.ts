import { expect, test } from "vitest";
import { activityJsonLd } from "../../../src/lib/activities/jsonld.ts";
import { activityOf, dateOn, groupOf } from "./made.ts";

const url = "https://example.org/pl/activities/kurs/";
const about = { name: "Kurs", url, description: "Krótko.", now: Date.parse("2027-01-12T12:00:00Z") };
const organizer = { "@type": "Organization", name: "Zespół kursów" };
const offer = { "@type": "Offer", price: "0.00", priceCurrency: "PLN", url };
const location = {
  "@type": "Place",
  name: "Dom Sąsiedzki",
  address: {
    "@type": "PostalAddress",
    streetAddress: "ul. Przykładowa 12",
    postalCode: "61-001",
    addressLocality: "Poznań",
    addressCountry: "PL",
  },
  geo: { "@type": "GeoCoordinates", latitude: 52.41, longitude: 16.93 },
};

test("a course has its groups as instances, from the first date held to the last", () => {
  const group = groupOf({ dates: [dateOn(4, { state: "cancelled" }), dateOn(11), dateOn(18)] });
  const off = groupOf({ id: 6, sign_up: { state: "cancelled", opens_at: null, closes_at: null } });
  expect(activityJsonLd({ ...about, activity: activityOf([group, off]) })).toEqual({
    "@context": "https://schema.org",
    "@type": "Course",
    name: "Kurs",
    url,
    description: "Krótko.",
    provider: organizer,
    hasCourseInstance: [
      {
        "@type": "CourseInstance",
        name: "A1",
        courseMode: "Onsite",
        startDate: "2027-01-11T16:30:00Z",
        endDate: "2027-01-18T18:00:00Z",
        courseWorkload: "PT32H",
        inLanguage: ["pl", "uk"],
        location,
        offers: { ...offer, availability: "https://schema.org/InStock" },
      },
    ],
  });
});

test("an activity is a series of the dates to come, those of all groups in the order of time", () => {
  const early = groupOf({ id: 6, name: "online", is_online: true, place: null, dates: [dateOn(4), dateOn(13)] });
  const late = groupOf({
    dates: [dateOn(14, { state: "moved" }), dateOn(12, { state: "cancelled" })],
    places: { capacity: 10, free: 0, waiting: 3 },
  });
  const activity = activityOf([late, early], { kind: "activity", variety: "other" });
  const { subEvent, ...series } = activityJsonLd({ ...about, activity });
  expect(series).toEqual({
    "@context": "https://schema.org",
    "@type": "EventSeries",
    name: "Kurs",
    url,
    description: "Krótko.",
    organizer,
  });
  expect(subEvent).toMatchObject([
    { startDate: "2027-01-12T16:30:00Z", eventStatus: "https://schema.org/EventCancelled", location },
    {
      name: "Kurs (online)",
      eventStatus: "https://schema.org/EventScheduled",
      location: { "@type": "VirtualLocation" },
    },
    {
      eventStatus: "https://schema.org/EventRescheduled",
      eventAttendanceMode: "https://schema.org/OfflineEventAttendanceMode",
      offers: { availability: "https://schema.org/SoldOut" },
    },
  ]);
});
