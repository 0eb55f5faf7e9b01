import type { Activity, ActivityGroup, GroupDate } from "../../../src/lib/api/activities.ts";

/** A date in January 2027 from 17:30 to 19:00 in Warsaw. */
export function dateOn(day: number, more: Partial<GroupDate> = {}): GroupDate {
  const on = `2027-01-${String(day).padStart(2, "0")}`;
  const times = { starts_at: `${on}T16:30:00Z`, ends_at: `${on}T18:00:00Z`, day: on, last_day: on };
  return { id: `date-${day}`, ...times, state: "planned", sequence: 0, ...more };
}

/** A free group in Poznań with two places left. */
export function groupOf(more: Partial<ActivityGroup> = {}): ActivityGroup {
  return {
    id: 5,
    name: "A1",
    level: "A1",
    age_from: 18,
    age_to: null,
    languages: ["pl", "uk"],
    has_childcare: false,
    accessibility: [],
    is_online: false,
    place: {
      name: "Dom Sąsiedzki",
      street: "ul. Przykładowa 12",
      postcode: "61-001",
      city: "Poznań",
      county: { code: "3064", name: "Poznań" },
      latitude: 52.41,
      longitude: 16.93,
      map: null,
    },
    price: "0.00",
    teaching_hours: 32,
    has_certificates: false,
    is_moderated: false,
    max_party: 1,
    questions: [],
    sign_up: { state: "open", opens_at: null, closes_at: null },
    places: { capacity: 10, free: 2, waiting: 0 },
    dates: [dateOn(11), dateOn(18)],
    ...more,
  };
}

export function activityOf(groups: ActivityGroup[], more: Partial<Activity> = {}): Activity {
  return {
    id: 3,
    type: "events.ActivityPage",
    title: "Kurs",
    lead: "Krótko.",
    html_url: "https://example.org/pl/activities/kurs/",
    lang: "pl",
    kind: "course",
    variety: "polish_course",
    party: "adult",
    organiser: "Zespół kursów",
    phone: "",
    email: "",
    ...more,
    groups,
  };
}
