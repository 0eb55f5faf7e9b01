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

type Common = "id" | "title" | "lead" | "meta" | "body";
type KeyOf<Type> = Type extends unknown ? Exclude<keyof Type, Common> : never;
type FieldOf<Type, Key> = Type extends unknown ? (Key extends keyof Type ? Type[Key] : never) : never;

/** A page as it arrives: of a type this build may not know, with the fields of any type it knows. */
export type PageDocument = Pick<Schemas["ContentPage"], "id" | "title" | "lead"> & {
  readonly meta: PageMeta;
  readonly body: readonly Block[];
} & { readonly [Key in KeyOf<Schemas["Page"]>]?: FieldOf<Schemas["Page"], Key> };

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
