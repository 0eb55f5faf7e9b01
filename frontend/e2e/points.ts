/** Information points for the stand-in of the CMS: one of each kind, on a Tuesday at 10:00. */
import type { Opening, Point, PointFacts, Reason, Service, Span } from "../src/lib/api/points.ts";
import type { PageCard } from "../src/lib/api/types.ts";
import type { Locale } from "../src/lib/i18n/locales.ts";
import { LOCALES } from "../src/lib/i18n/locales.ts";
import { onMap, REGION } from "./region.ts";

const SITE = "http://127.0.0.1:4321";
const CMS = "http://127.0.0.1:8000";
const TODAY = "2026-11-24";
export const VALID_UNTIL = "2026-11-24T11:00:00Z";

type Texts = Readonly<Record<Locale, string>>;

const texts = (pl: string, en: string, ru: string, uk: string): Texts => ({ pl, en, ru, uk });

const DIRECTORY = {
  title: texts("Punkty informacyjne", "Information points", "Информационные пункты", "Інформаційні пункти"),
  lead: texts(
    "Znajdź miejsce, w którym ktoś odpowie na Twoje pytania.",
    "Find a place where somebody answers your questions.",
    "Найдите место, где ответят на ваши вопросы.",
    "Знайдіть місце, де вам дадуть відповідь на запитання.",
  ),
};

const SERVICES = [
  texts("Legalny pobyt", "Legal stay", "Легальное пребывание", "Легальне перебування"),
  texts("Mieszkanie", "Housing", "Жильё", "Житло"),
  texts(
    "Praca i kwalifikacje",
    "Work and qualifications",
    "Работа и квалификация",
    "Працевлаштування та підтвердження кваліфікацій",
  ),
] as const;

interface Kind {
  readonly slug: string;
  readonly title: Texts;
  readonly place: readonly [longitude: number, latitude: number];
  readonly facts: Pick<PointFacts, "street" | "postcode" | "city" | "county"> & Partial<PointFacts>;
  readonly opening: Partial<Opening>;
  /** What is special about each of the next days, by their number from today. */
  readonly days?: Readonly<Record<number, readonly [Reason, Span[]]>>;
}

const OFFICE: Span = { opens: "08:00", closes: "16:00" };
const SHORT: Span = { opens: "10:00", closes: "12:00" };
const POZNAN = { city: "Poznań", county: { code: "3064", name: "Poznań" } };
const OPEN: Partial<Opening> = { state: "open", until: "2026-11-24T16:00:00+01:00" };

const KINDS: readonly Kind[] = [
  {
    slug: "poznan",
    title: texts(
      "Centrum Integracji Cudzoziemców w Poznaniu",
      "Integration Centre for Foreigners in Poznań",
      "Центр интеграции иностранцев в Познани",
      "Центр інтеграції іноземців у Познані",
    ),
    place: [16.93, 52.41],
    facts: { ...POZNAN, street: "ul. Przykładowa 12", postcode: "61-001" },
    opening: OPEN,
    days: { 3: ["holiday", []], 4: ["exception", [SHORT]] },
  },
  {
    slug: "wilda",
    title: texts("Punkt na Wildzie", "Wilda point", "Пункт на Вильде", "Пункт на Вільді"),
    place: [16.92, 52.39],
    facts: { ...POZNAN, street: "ul. Wzorcowa 3", postcode: "61-542" },
    opening: { state: "open", until: "2026-11-24T12:00:00+01:00" },
    days: { 0: ["exception", [SHORT]] },
  },
  {
    slug: "kalisz",
    title: texts("Punkt w Kaliszu", "Kalisz point", "Пункт в Калише", "Пункт у Каліші"),
    place: [18.09, 51.76],
    facts: { street: "ul. Wymyślona 7", postcode: "62-800", city: "Kalisz", county: { code: "3061", name: "Kalisz" } },
    opening: { state: "closed", next: "2026-11-25T08:00:00+01:00", reason: "holiday" },
    days: { 0: ["holiday", []] },
  },
  {
    slug: "pila",
    title: texts(
      "Punkt konsultacyjno-informacyjny w Pile",
      "Advice and information point in Piła",
      "Консультационно-информационный пункт в Пиле",
      "Консультаційно-інформаційний пункт у Пілі",
    ),
    place: [16.74, 53.15],
    facts: {
      street: "ul. Zmyślona 1",
      postcode: "64-920",
      city: "Piła",
      county: { code: "3019", name: "powiat pilski" },
      closure: { from: "2026-11-16", until: "2026-11-30", successor: null },
    },
    opening: { state: "closed_down", next: "2026-12-01T08:00:00+01:00", reason: "closure" },
  },
  {
    slug: "konin",
    title: texts("Punkt w Koninie", "Konin point", "Пункт в Конине", "Пункт у Коніні"),
    place: [18.25, 52.22],
    facts: {
      street: "ul. Dawna 5",
      postcode: "62-510",
      city: "Konin",
      county: { code: "3062", name: "Konin" },
      closure: { from: "2026-10-01", until: null, successor: null },
    },
    opening: { state: "closed_down", reason: "closure" },
  },
];

const idOf = (index: number): number => 300 + index;

function cardOf(index: number, locale: Locale): PageCard {
  const { slug, title } = KINDS[index] as Kind;
  return {
    id: idOf(index),
    type: "points.InformationPoint",
    title: title[locale],
    lead: "",
    html_url: `${SITE}/${locale}/points/${slug}/`,
    lang: locale,
  };
}

function servicesIn(locale: Locale): Service[] {
  return SERVICES.map((name, index) => ({ id: 71 + index, name: name[locale], lang: locale }));
}

function factsOf(index: number, locale: Locale): PointFacts {
  const { place, facts } = KINDS[index] as Kind;
  const [longitude, latitude] = place;
  const closure = facts.closure ?? null;
  const forGood = closure !== null && closure.until === null;
  return {
    id: idOf(index),
    latitude,
    longitude,
    map: onMap(longitude, latitude),
    phone: "+48 000 000 000",
    email: "punkt@example.org",
    services: servicesIn(locale).slice(0, 3 - (index % 2)),
    spoken: index % 2 === 0 ? ["pl", "uk", "en"] : ["pl", "ru"],
    hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, spans: weekday < 6 ? [OFFICE] : [] })),
    exceptions: [{ from: "2026-12-24", until: "2026-12-31", spans: [SHORT] }],
    closed_on_public_holidays: true,
    confirmed: { on: "2026-11-02", by: "Anna Przykładowa" },
    ...facts,
    closure: forGood ? { ...closure, successor: cardOf(0, locale) } : closure,
  };
}

function openingOf(index: number): Opening {
  const { days = {}, facts, opening } = KINDS[index] as Kind;
  const usual = facts.closure?.until === null ? [] : [OFFICE];
  const week = [0, 1, 2, 3, 4, 5, 6].map((ahead) => {
    const weekday = ((1 + ahead) % 7) + 1;
    const date = new Date(Date.parse(TODAY) + ahead * 86_400_000).toISOString().slice(0, 10);
    const [reason, spans] = days[ahead] ?? [null, weekday < 6 ? usual : []];
    return { date, weekday, spans, reason };
  });
  return { state: "closed", until: null, next: null, reason: null, ...opening, week };
}

/** The answer of /api/v2/points/{id}/, by id. */
export function pointsIn(locale: Locale): Point[] {
  return KINDS.map((_, index) => ({
    ...cardOf(index, locale),
    ...factsOf(index, locale),
    opening: openingOf(index),
  }));
}

function metaOf(locale: Locale, type: string, path: string): Record<string, unknown> {
  const url = (code: Locale): string => `${SITE}/${code}/points/${path}`;
  const translation = (code: Locale) => ({ html_url: url(code), state: "current", behind_since: null, urgent: false });
  return {
    type,
    detail_url: `${CMS}/api/v2/pages/300/`,
    html_url: url(locale),
    slug: path.replace("/", "") || "points",
    show_in_menus: true,
    seo_title: "",
    search_description: "",
    first_published_at: "2026-11-05T10:15:00+01:00",
    last_published_at: "2026-11-05T10:15:00+01:00",
    alias_of: null,
    parent: null,
    locale,
    reader_locale: locale,
    translations: Object.fromEntries(LOCALES.map((code) => [code, translation(code)])),
    last_reviewed: null,
    share_image: `${CMS}/media/share.png`,
    qr_code: `${CMS}/media/qr.svg`,
    breadcrumbs:
      path === ""
        ? []
        : [{ id: 299, title: DIRECTORY.title[locale], html_url: `${SITE}/${locale}/points/`, lang: locale }],
  };
}

function directoryIn(locale: Locale): Record<string, unknown> {
  const count = KINDS.length;
  return {
    id: 299,
    meta: metaOf(locale, "points.DirectoryPage", ""),
    title: DIRECTORY.title[locale],
    lead: DIRECTORY.lead[locale],
    body: [],
    filters: {
      counties: KINDS.slice(1).flatMap(({ facts }) => (facts.county ? [{ ...facts.county, count: 1 }] : [])),
      services: servicesIn(locale).map((service) => ({ ...service, count })),
      spoken: ["pl", "uk", "ru", "en"].map((code) => ({ code, count })),
    },
    region: REGION,
  };
}

/** The directory and the points' pages in every language, by their paths. */
export function pointPages(): Map<string, unknown> {
  const pages = LOCALES.flatMap((locale): [string, unknown][] => [
    [`/${locale}/points/`, directoryIn(locale)],
    ...KINDS.map(({ slug, title }, index): [string, unknown] => [
      `/${locale}/points/${slug}/`,
      {
        id: idOf(index),
        meta: metaOf(locale, "points.InformationPoint", `${slug}/`),
        title: title[locale],
        lead: "",
        body: [],
        point: factsOf(index, locale),
        region: REGION,
      },
    ]),
  ]);
  return new Map(pages);
}
