/** Signing up without a script: what a form says, and what is shown of it. */
import type { Activity, ActivityGroup, Registration } from "../api/activities.ts";

/** The fields that stand in the form as they were typed. */
export const FIELDS = ["email", "name", "phone", "level", "institution", "role", "needs", "size", "reminders"] as const;
export type Field = (typeof FIELDS)[number];
export type Values = Readonly<Partial<Record<Field, string>>>;
/** Field → what is wrong with it, in the reader's language. */
export type Errors = Readonly<Record<string, readonly string[]>>;

/** The children a form has room for; organisers may allow more, by phone. */
const MOST_CHILDREN = 8;

export interface Typed {
  readonly values: Values;
  readonly ages: readonly string[];
  /** Of certificates, in the order of `ages`. */
  readonly names: readonly string[];
  /** Who is known already, in the order of `ages`; empty for somebody new. */
  readonly ids: readonly string[];
  readonly consent: boolean;
  readonly key: string;
}

export interface Fault {
  readonly errors: Errors;
  /** A sentence of the CMS, or a key of ours: "failed". */
  readonly problem?: string;
  /** What the CMS calls it, for example "already"; "too_many" where somebody had better call. */
  readonly reason?: string;
}

export const NO_FAULT: Fault = { errors: {} };

export interface FormView {
  readonly kind: "form";
  readonly activity: Activity;
  readonly group: ActivityGroup;
  readonly typed: Typed;
  readonly fault: Fault;
}

export interface PrivateView {
  readonly kind: "private";
  readonly registration: Registration;
  readonly token: string;
  readonly typed: Typed | undefined;
  readonly fault: Fault;
  readonly step: "shown" | "withdraw" | "change";
}

/** Where links that were lost are sent again. */
export interface LinkView {
  readonly kind: "link";
  readonly email: string;
  readonly isSent: boolean;
  readonly fault: Fault;
}

export type RegistrationView =
  | FormView
  | PrivateView
  | LinkView
  | { readonly kind: "missing" }
  | { readonly kind: "unavailable" };

/** How many ages a form asks for. */
export function childrenOf(group: Pick<ActivityGroup, "max_party">): number {
  return Math.min(group.max_party, MOST_CHILDREN);
}

export function typedIn(form: URLSearchParams): Typed {
  const values = Object.fromEntries(
    FIELDS.flatMap((name) => (form.has(name) ? [[name, (form.get(name) ?? "").replaceAll("\r\n", "\n").trim()]] : [])),
  );
  const [ages, names, ids] = [form.getAll("ages"), form.getAll("names"), form.getAll("ids")];
  return { values, ages, names, ids, consent: form.get("consent") === "yes", key: form.get("key") ?? "" };
}

/** What the API is sent: only what was filled in; numbers that are none are left to it to refuse. */
export function bodyOf(typed: Typed): Record<string, unknown> {
  const { size, ...texts } = typed.values;
  const participants = participantsOf(typed);
  return {
    ...texts,
    ...(size ? { size: number(size) } : {}),
    ...(participants.length > 0 ? { participants } : {}),
  };
}

/** Everybody of whom something was typed, each by their own id: a line that was emptied has left. */
function participantsOf({ ages, names, ids }: Typed): Record<string, unknown>[] {
  return Array.from({ length: Math.max(ages.length, names.length) }, (_, index) => {
    const [age = "", name = "", id = ""] = [ages[index]?.trim(), names[index]?.trim(), ids[index]];
    return { ...(id ? { id: number(id) } : {}), ...(age ? { age: number(age) } : {}), ...(name ? { name } : {}) };
  }).filter((one) => "age" in one || "name" in one);
}

function number(text: string): number | string {
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}

/** What somebody said before, as their form shows it again. */
export function typedOf(registration: Registration): Typed {
  const { size, participants, ...said } = registration;
  const values = Object.fromEntries(FIELDS.flatMap((name) => (name === "size" ? [] : [[name, said[name]]])));
  const ages = participants.map(({ age }) => (age === null ? "" : String(age)));
  const [names, ids] = [participants.map(({ name }) => name), participants.map(({ id }) => String(id))];
  return { values: { ...values, size: String(size) }, ages, names, ids, consent: true, key: "" };
}

/** What a refusal says, in the reader's language. */
export function faultOf(status: number, body: unknown): Fault {
  const said = (body ?? {}) as { errors?: Errors; detail?: string; reason?: string };
  if (status === 429) return { errors: {}, problem: said.detail ?? "failed", reason: "too_many" };
  if (status === 400 && said.errors !== undefined) return { errors: said.errors };
  if (status === 409 && said.detail)
    return { errors: {}, problem: said.detail, ...(said.reason ? { reason: said.reason } : {}) };
  return { errors: {}, problem: "failed" };
}
