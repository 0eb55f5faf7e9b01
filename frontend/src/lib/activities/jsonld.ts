import type { Activity, ActivityGroup, GroupDate } from "../api/activities.ts";

type Thing = Readonly<Record<string, unknown>>;

// Search engines read the next ones; the page lists them all.
const DATES = 10;

interface About {
  readonly name: string;
  readonly url: string;
  readonly description: string;
  readonly activity: Activity;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The activity in schema.org's words: a Course with its instances, or an EventSeries. */
export function activityJsonLd({ name, url, description, activity, now }: About): Thing {
  const isCourse = activity.kind !== "activity";
  const organizer = { "@type": "Organization", name: activity.organiser || new URL(url).host };
  const base = { "@context": "https://schema.org", name, url, description };
  if (isCourse) {
    const instances = activity.groups
      .filter(({ sign_up }) => sign_up.state !== "cancelled")
      .map((group) => courseInstance(group, url));
    return compact({ ...base, "@type": "Course", provider: organizer, hasCourseInstance: instances });
  }
  const dates = activity.groups
    .flatMap((group) => coming(group.dates, now).map((date) => ({ group, date })))
    .sort((one, other) => Date.parse(one.date.starts_at) - Date.parse(other.date.starts_at));
  const subEvent = dates.slice(0, DATES).map(({ group, date }) => ({
    ...event(group, date, url),
    name: `${name} (${group.name})`,
    organizer,
  }));
  return compact({ ...base, "@type": "EventSeries", organizer, subEvent });
}

function coming(dates: readonly GroupDate[], now: number): GroupDate[] {
  return dates.filter(({ ends_at }) => Date.parse(ends_at) > now);
}

function courseInstance(group: ActivityGroup, url: string): Thing {
  const held = group.dates.filter(({ state }) => state !== "cancelled");
  return compact({
    "@type": "CourseInstance",
    name: group.name,
    courseMode: group.is_online ? "Online" : "Onsite",
    startDate: held.at(0)?.starts_at,
    endDate: held.at(-1)?.ends_at,
    courseWorkload: group.teaching_hours ? `PT${group.teaching_hours}H` : undefined,
    inLanguage: group.languages,
    location: placeOf(group, url),
    offers: offerOf(group, url),
  });
}

function event(group: ActivityGroup, date: GroupDate, url: string): Thing {
  const states = { planned: "EventScheduled", moved: "EventRescheduled", cancelled: "EventCancelled" };
  const isOff = group.sign_up.state === "cancelled";
  return compact({
    "@type": "Event",
    url,
    startDate: date.starts_at,
    endDate: date.ends_at,
    eventStatus: `https://schema.org/${isOff ? "EventCancelled" : states[date.state]}`,
    eventAttendanceMode: `https://schema.org/${group.is_online ? "Online" : "Offline"}EventAttendanceMode`,
    location: placeOf(group, url),
    offers: offerOf(group, url),
    inLanguage: group.languages,
  });
}

function placeOf({ place }: ActivityGroup, url: string): Thing {
  if (place === null) return { "@type": "VirtualLocation", url };
  const { latitude, longitude } = place;
  const address = compact({
    "@type": "PostalAddress",
    streetAddress: place.street,
    postalCode: place.postcode,
    addressLocality: place.city,
    addressCountry: "PL",
  });
  const geo = latitude === null || longitude === null ? undefined : { "@type": "GeoCoordinates", latitude, longitude };
  return compact({ "@type": "Place", name: place.name || place.city, address, geo });
}

function offerOf(group: ActivityGroup, url: string): Thing {
  const isFree = group.sign_up.state === "open" && group.places.free > 0;
  return compact({
    "@type": "Offer",
    price: group.price,
    priceCurrency: "PLN",
    availability: `https://schema.org/${isFree ? "InStock" : "SoldOut"}`,
    validFrom: group.sign_up.opens_at ?? undefined,
    url,
  });
}

function compact(thing: Record<string, unknown>): Thing {
  const isEmpty = (value: unknown): boolean =>
    value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(thing).filter(([, value]) => !isEmpty(value)));
}
