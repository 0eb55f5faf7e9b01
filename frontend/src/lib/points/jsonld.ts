import type { PointFacts, Span } from "../api/points.ts";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

interface About {
  readonly name: string;
  readonly url: string;
  readonly point: PointFacts;
}

/** The point as schema.org's GovernmentOffice, for search engines. Empty facts are left out. */
export function jsonLdOf({ name, url, point }: About): Record<string, unknown> {
  const all = {
    "@context": "https://schema.org",
    "@type": "GovernmentOffice",
    name,
    url,
    telephone: point.phone,
    email: point.email,
    address: addressOf(point),
    geo: geoOf(point),
    availableLanguage: point.spoken,
    openingHoursSpecification: regularHours(point),
    specialOpeningHoursSpecification: specialHours(point),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

function addressOf({ street, postcode, city }: PointFacts): Record<string, string> {
  return {
    "@type": "PostalAddress",
    streetAddress: street,
    ...(postcode === "" ? {} : { postalCode: postcode }),
    addressLocality: city,
    addressCountry: "PL",
  };
}

function geoOf({ latitude, longitude }: PointFacts): Record<string, unknown> | undefined {
  if (latitude === null || longitude === null) return undefined;
  return { "@type": "GeoCoordinates", latitude, longitude };
}

function regularHours({ hours }: PointFacts): Record<string, unknown>[] {
  return hours.flatMap(({ weekday, spans }) => spans.map((span) => ({ ...times(span), dayOfWeek: DAYS[weekday - 1] })));
}

/** Exceptions and the closure; a day without hours opens and closes at midnight. */
function specialHours({ exceptions, closure }: PointFacts): Record<string, unknown>[] {
  const closed = closure === null ? [] : [{ ...closure, spans: [] as Span[] }];
  return [...exceptions, ...closed].flatMap(({ from, until, spans }) => {
    const days = { validFrom: from, ...(until === null ? {} : { validThrough: until }) };
    return (spans.length === 0 ? [NEVER] : spans).map((span) => ({ ...times(span), ...days }));
  });
}

const NEVER: Span = { opens: "00:00", closes: "00:00" };

function times({ opens, closes }: Span): Record<string, unknown> {
  return { "@type": "OpeningHoursSpecification", opens, closes };
}

/** JSON that can stand inside a script element: no "<" could end it early. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
