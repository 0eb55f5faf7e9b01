/**
 * Cases as their senders see them: names for the types generated from the API's own description.
 * Moments are ISO 8601 in UTC, days "2026-11-24" as the calendar stands in Warsaw.
 */
import type { components } from "./schema.js";

type Schemas = components["schemas"];

export type CaseFile = Schemas["CaseFile"];
export type CaseMessage = Schemas["CaseMessage"];
export type CaseState = Schemas["Case"]["state"];
export type Appointment = Schemas["Appointment"];
/** Something in a text that looks like a child's personal data. */
export type Warning = Schemas["Warning"];

/** What a school has asked for. */
export interface SupportDetails {
  readonly school: string;
  readonly town: string;
  readonly kinds: readonly string[];
  readonly pupils: number;
  readonly groups: readonly {
    readonly language: string;
    readonly band: string;
    readonly level: string;
    readonly count: number;
  }[];
  readonly situation: string;
  readonly tried: string;
}

/** What somebody has asked a point; a point that is no longer public has no address. */
export interface QuestionDetails {
  readonly point: { readonly title: string; readonly html_url: string | null };
  readonly text: string;
}

type Facts = Omit<Schemas["Case"], "kind" | "details">;

export type SupportCase = Facts & { readonly kind: "school_support"; readonly details: SupportDetails };
export type Question = Facts & { readonly kind: "question"; readonly details: QuestionDetails };
export type Case = SupportCase | Question;
