import type { ActivityFilters } from "../api/activities.ts";
import type { operations } from "../api/schema.js";
import { addressValues, type Chosen as ChosenOf, type FilterTable } from "../filters.ts";
import { languageName } from "../i18n/times.ts";
import type { MessageKey } from "../i18n/translate.ts";

type Parameters = NonNullable<operations["activities_list"]["parameters"]["query"]>;

/** Every parameter of the API but those that no reader chooses. */
type Name = Exclude<keyof Parameters, "locale" | "to" | "limit" | "offset">;

export type Chosen = ChosenOf<Name>;

/** The fields of the form. The compiler names a filter of the API that has no line here. */
export const FILTERS: FilterTable<Name, ActivityFilters> = {
  kind: {
    control: "select",
    values: /^[a-z_]{1,20}$/,
    label: "activities.kind",
    any: "activities.any_kind",
    offered: ({ varieties }) => varieties.map((value) => ({ value })),
    text: (value, { t }) => t(`activities.kind.${value}` as MessageKey),
  },
  county: {
    control: "select",
    values: /^\d{4}$/,
    label: "activities.county",
    any: "activities.any_kind",
    offered: ({ counties }) => counties.map(({ code, name }) => ({ value: code, name })),
  },
  level: {
    control: "select",
    values: /^[ABC][0-2]$/,
    label: "activities.level",
    any: "activities.any",
    offered: ({ levels }) => levels.map((value) => ({ value })),
  },
  language: {
    control: "select",
    values: /^[a-z]{2,3}$/,
    label: "activities.language",
    any: "activities.any",
    offered: ({ languages }) => languages.map((value) => ({ value })),
    text: (value, { reader }) => languageName(reader, value),
  },
  age: { control: "number", values: /^\d{1,2}$/, label: "activities.age", max: 99 },
  from: { control: "date", values: /^20\d\d-[01]\d-[0-3]\d$/, label: "activities.from" },
  free: { control: "check", values: /^true$/, label: "activities.only_free" },
};

/** What an address may say: the filters, and how the list is shown. */
export const ACTIVITY_VALUES: ReadonlyMap<string, RegExp> = new Map([
  ...addressValues(FILTERS),
  ["view", /^month$/],
  ["month", /^20\d\d-(0[1-9]|1[0-2])$/],
  ["page", /^[1-9]\d?$/],
]);
