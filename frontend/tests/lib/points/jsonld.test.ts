import { expect, test } from "vitest";
import { pointsIn } from "../../../e2e/points.ts";
import { jsonLdOf, scriptJson } from "../../../src/lib/points/jsonld.ts";

const OFFICE = { opens: "08:00", closes: "16:00" };
const CLOSED = { opens: "00:00", closes: "00:00" };

const point = {
  ...pointsIn("pl")[0]!,
  hours: [
    { weekday: 1, spans: [OFFICE] },
    { weekday: 7, spans: [] },
  ],
  exceptions: [{ from: "2026-12-24", until: "2026-12-31", spans: [] }],
};
const about = { name: "Punkt", url: "https://example.org/pl/points/punkt/", point };

test("a point is described as search engines read it", () => {
  const hours = { "@type": "OpeningHoursSpecification" };
  expect(jsonLdOf(about)).toEqual({
    "@context": "https://schema.org",
    "@type": "GovernmentOffice",
    name: "Punkt",
    url: "https://example.org/pl/points/punkt/",
    telephone: "+48 000 000 000",
    email: "punkt@example.org",
    address: {
      "@type": "PostalAddress",
      streetAddress: "ul. Przykładowa 12",
      postalCode: "61-001",
      addressLocality: "Poznań",
      addressCountry: "PL",
    },
    geo: { "@type": "GeoCoordinates", latitude: 52.41, longitude: 16.93 },
    availableLanguage: ["pl", "uk", "en"],
    openingHoursSpecification: [{ ...hours, ...OFFICE, dayOfWeek: "Monday" }],
    specialOpeningHoursSpecification: [{ ...hours, ...CLOSED, validFrom: "2026-12-24", validThrough: "2026-12-31" }],
  });
});

test("what is not known is left out, and a closure for good has no end", () => {
  const closure = { from: "2026-10-01", until: null, successor: null };
  const bare = { ...point, phone: "", email: "", latitude: null, hours: [], exceptions: [], closure };
  const described = jsonLdOf({ ...about, point: bare });
  expect(Object.keys(described)).toEqual([
    "@context",
    "@type",
    "name",
    "url",
    "address",
    "availableLanguage",
    "specialOpeningHoursSpecification",
  ]);
  expect(described["specialOpeningHoursSpecification"]).toEqual([
    { "@type": "OpeningHoursSpecification", ...CLOSED, validFrom: "2026-10-01" },
  ]);
});

test("no text can end the script it stands in", () => {
  const json = scriptJson({ name: "</script><script>" });
  expect(json).not.toContain("<");
  expect(JSON.parse(json)).toEqual({ name: "</script><script>" });
});
