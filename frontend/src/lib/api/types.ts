/**
 * Shapes of the CMS API v2 as this site reads them: names for the types generated from the API's
 * own description (`npm run types`). Dates are ISO 8601 strings with an offset.
 */
import type { components } from "./schema.js";

type Schemas = components["schemas"];

export type PageMeta = Schemas["PageMeta"];
export type Translation = Schemas["Translation"];
export type PageCard = Schemas["PageCard"];
export type Image = Schemas["Image"];
export type Link = Schemas["Link"];
export type Alert = Schemas["Alert"];
export type SiteDocument = Schemas["Site"];
export type StoryCard = Schemas["StoryCard"];
export type Audience = Schemas["Audience"];
export type LegalBasis = Schemas["LegalBasis"];
export type Term = Schemas["Term"];
export type PracticeContact = Schemas["PracticeContact"];

/** Block type → its value. One entry here, one component in src/blocks. */
export type BlockValues = { [B in Schemas["Block"] as B["type"]]: B["value"] };
export type BlockType = keyof BlockValues;

/** A block as it arrives: the type may be one this build does not know yet. */
export interface Block {
  readonly type: string;
  readonly value: unknown;
  readonly id: string;
}

/** A page as it arrives: of a type this build may not know, with the fields of any type it knows. */
export type PageDocument = Pick<Schemas["ContentPage"], "id" | "title" | "lead"> & {
  readonly meta: PageMeta;
  readonly body: readonly Block[];
} & Partial<Pick<Schemas["HomePage"], "hero_image" | "sections">> &
  Partial<Pick<Schemas["SectionPage"], "children">> &
  Partial<Pick<Schemas["StoryIndexPage"], "stories">> &
  Partial<Pick<Schemas["StoryPage"], StoryField>> &
  Partial<Pick<Schemas["HandbookPage"], "parts">> &
  Partial<Pick<Schemas["PartPage"], "chapters">> &
  Partial<Pick<Schemas["ChapterPage"], "number" | "audiences" | "legal_basis" | "terms">> &
  Partial<Pick<Schemas["PracticeIndexPage"], "practices">> &
  Partial<Pick<Schemas["PracticePage"], PracticeField>>;

type PracticeField = "country" | "organisation" | "problem_html" | "approach_html" | "result_html" | "contact";

type StoryField = "person" | "is_pseudonym" | "origin" | "place" | "portrait" | "quote" | "previous" | "next";

/** One row of a list of pages: the fields every list has, and those it may be asked for. */
export type ListedPage = Pick<Schemas["ContentPage"], "id" | "title"> &
  Partial<Pick<Schemas["ContentPage"], "lead">> & {
    readonly meta: Pick<PageMeta, "html_url" | "locale" | "first_published_at"> &
      Partial<Pick<PageMeta, "last_published_at" | "translations">>;
  };

export interface PageList {
  readonly meta: { readonly total_count: number };
  readonly items: readonly ListedPage[];
}
