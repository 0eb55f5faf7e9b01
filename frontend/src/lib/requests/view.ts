/** The form by which schools ask for support: what each of its pages shows. */
import type { Draft, FormChoices, School, StepName, Typed } from "../api/requests.ts";
import type { Fault } from "../form_errors.ts";

/** In the order of the form. */
export const STEPS = [
  "school",
  "contact",
  "pupils",
  "support",
  "tried",
  "files",
  "consent",
  "check",
] as const satisfies readonly StepName[];
export type { StepName };

/** A row of the page about pupils, as it was typed. */
export interface PupilRow {
  readonly language: string;
  readonly band: string;
  readonly level: string;
  readonly count: string;
}

export const EMPTY_ROW: PupilRow = { language: "", band: "", level: "", count: "" };

/** What somebody looks for in the register, and what was found; `schools` is missing before the first search. */
export interface SchoolSearch {
  readonly words: string;
  readonly schools?: readonly School[];
  readonly total: number;
}

export interface StepPage {
  readonly kind: "step";
  readonly token: string;
  readonly step: StepName;
  readonly draft: Draft;
  readonly choices: FormChoices;
  readonly search: SchoolSearch;
  readonly rows: readonly PupilRow[];
  /** Whether the page is changed from the summary, and leads back to it. */
  readonly fromCheck: boolean;
  /** What has just been done: a mail is on its way. */
  readonly sentLink: "resume" | "known" | undefined;
  readonly fault: Fault;
  /** The draft as another device has kept it meanwhile, where what was typed here is not kept. */
  readonly other?: Draft;
}

/** The way back to the form, for whoever goes on another day. */
export interface LaterPage {
  readonly kind: "later";
  readonly token: string;
  readonly draft: Draft;
  readonly isMailed: boolean;
  readonly fault: Fault;
}

export type RequestView =
  | StepPage
  | LaterPage
  | { readonly kind: "start"; readonly fault: Fault }
  | { readonly kind: "gone" }
  | { readonly kind: "unavailable" };

/** The steps that are asked for in this draft. */
export function stepsOf(draft: Draft): readonly StepName[] {
  const skipped = new Set(draft.steps.filter(({ state }) => state === "skipped").map(({ step }) => step));
  return STEPS.filter((step) => !skipped.has(step));
}

export function stateOf(draft: Draft, step: StepName): Draft["steps"][number]["state"] {
  return draft.steps.find((known) => known.step === step)?.state ?? "empty";
}

/** By what a page is known as it is kept now. */
export function versionOf(draft: Draft, step: StepName): string {
  return draft.steps.find((known) => known.step === step)?.version ?? "";
}

/** Where the form goes on: the first page that is not right yet; files may be left out. */
export function nextOpen(draft: Draft): StepName {
  const open = (step: StepName) => stateOf(draft, step) === "empty" || stateOf(draft, step) === "wrong";
  return stepsOf(draft).find((step) => step !== "files" && step !== "check" && open(step)) ?? "check";
}

/** The page after this one. */
export function stepAfter(draft: Draft, step: StepName): StepName {
  const steps = stepsOf(draft);
  return steps[steps.indexOf(step) + 1] ?? "check";
}

export function stepBefore(draft: Draft, step: StepName): StepName | undefined {
  const steps = stepsOf(draft);
  return steps[steps.indexOf(step) - 1];
}

/** A text of a page as it was typed. */
export function typedText(typed: Typed | undefined, name: string): string {
  const value = typed?.[name];
  return typeof value === "string" ? value : "";
}

export function typedList(typed: Typed | undefined, name: string): readonly string[] {
  const value = typed?.[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** The rows of pupils as they were typed. */
export function rowsOf(draft: Draft): readonly PupilRow[] {
  const groups: unknown = draft.answers.pupils?.["groups"];
  if (!Array.isArray(groups)) return [];
  return groups.map((group: Typed) => ({
    language: typedText(group, "language"),
    band: typedText(group, "band"),
    level: typedText(group, "level"),
    count: String(group["count"] ?? ""),
  }));
}

/** The address of a view, below the language. */
export function restOf(view: RequestView): string {
  const base = "schools/request/";
  if (view.kind === "step") return `${base}${view.token}/${view.step}/`;
  return view.kind === "later" ? `${base}${view.token}/later/` : base;
}
