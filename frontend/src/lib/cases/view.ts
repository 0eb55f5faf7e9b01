/** A case by its private link, and the forms that lead to one: what is shown of them. */
import type { Case, Warning } from "../api/cases.ts";
import type { Point } from "../api/points.ts";
import type { Fault } from "../form_errors.ts";
import type { Locale } from "../i18n/locales.ts";
import { LOCALES } from "../i18n/locales.ts";
import type { PageMeta } from "../api/types.ts";

/** The part of a private address that tells requests of schools from questions. */
export const PLACES = ["case", "question"] as const;
export type Place = (typeof PLACES)[number];

/** What the sender is about to do, or has just done. */
export const CASE_STEPS = ["shown", "sent", "written", "withdraw", "rate"] as const;
export type CaseStep = (typeof CASE_STEPS)[number];

/** The form of a message as it was sent. */
export interface Written {
  readonly text: string;
  readonly hasFiles: boolean;
  /** Makes a message sent twice one. */
  readonly key: string;
  /** The digest of a text whose warnings were shown. */
  readonly checked: string;
}

export interface Rated {
  readonly stars: string;
  readonly comment: string;
}

export interface CasePage {
  readonly kind: "case";
  readonly place: Place;
  readonly token: string;
  readonly case: Case;
  readonly step: CaseStep;
  readonly written: Written;
  readonly rated: Rated;
  readonly warnings: readonly Warning[];
  readonly fault: Fault;
}

/** The form by which the private link is sent again. */
export interface LinkPage {
  readonly kind: "link";
  readonly place: Place;
  /** Whether somebody came by a link that leads nowhere. */
  readonly isLost: boolean;
  readonly isSent: boolean;
  readonly typed: { readonly reference: string; readonly email: string };
  readonly fault: Fault;
}

export interface Asked {
  readonly name: string;
  readonly email: string;
  readonly text: string;
  readonly consent: boolean;
  readonly key: string;
}

/** The form by which a point is asked. */
export interface AskPage {
  readonly kind: "ask";
  readonly point: Point;
  readonly asked: Asked;
  readonly fault: Fault;
}

export type CaseView = CasePage | LinkPage | AskPage | { readonly kind: "missing" } | { readonly kind: "unavailable" };

/** The address of a view, below the language. */
export function restOf(view: CaseView): string {
  if (view.kind === "case") return `${view.place}/${view.token}/`;
  if (view.kind === "ask") return `ask/?point=${view.point.id}`;
  return view.kind === "link" ? `${view.place}/` : "";
}

/** The same private page in every language. */
export function translationsOf(siteUrl: string, rest: string): PageMeta["translations"] {
  const at = (code: Locale) => ({
    html_url: `${siteUrl}/${code}/${rest}`,
    state: "current" as const,
    behind_since: null,
    urgent: false,
  });
  return Object.fromEntries(LOCALES.map((code) => [code, at(code)])) as PageMeta["translations"];
}
