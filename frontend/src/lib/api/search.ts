/** Search: names for the types generated from the API's own description. */
import type { components } from "./schema.js";

type Schemas = components["schemas"];

export type SearchResult = Schemas["Search"];
export type Suggestion = Schemas["Suggestion"];
export type SearchHit = Schemas["SearchHit"];
export type Kind = SearchHit["type"];
export type State = NonNullable<SearchHit["state"]>["state"];
