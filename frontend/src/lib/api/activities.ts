/**
 * Activities: names for the types generated from the API's own description. Moments are ISO 8601
 * in UTC, days "2026-11-24" as the calendar stands in Warsaw.
 */
import type { Region } from "./points.ts";
import type { components } from "./schema.js";
import type { PageDocument } from "./types.ts";

type Schemas = components["schemas"];

export type Activity = Schemas["Activity"];
export type ActivityDate = Schemas["ActivityDate"];
export type ActivityFilters = Schemas["ActivityFilters"];
export type ActivityGroup = Schemas["DatedGroup"];
export type ActivityPlace = Schemas["ActivityPlace"];
export type GroupDate = Schemas["Date"];
export type Group = Schemas["Group"];
export type GroupFacts = Schemas["GroupFacts"];
export type Registration = Schemas["Registration"];

export type ActivityIndexPage = PageDocument & { readonly filters: ActivityFilters };

export type ActivityPage = PageDocument & {
  readonly activity: Schemas["PageActivity"];
  readonly region: Region;
};
