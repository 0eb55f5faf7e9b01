/** What is wrong with a form that was sent. */
import type { MessageKey } from "./i18n/translate.ts";

/** Field → what is wrong with it, in the reader's language. */
export type Errors = Readonly<Record<string, readonly string[]>>;

/** `said` is a sentence of the CMS, in the reader's language; `problem` one of ours. */
export interface Fault {
  readonly errors: Errors;
  readonly said?: string;
  readonly problem?: MessageKey;
}

export const NO_FAULT: Fault = { errors: {} };

/** What a refusal of the CMS says. */
export function faultOf(status: number, body: unknown): Fault {
  const said = (body ?? {}) as { errors?: Errors; detail?: string };
  if (status === 400 && said.errors !== undefined) return { errors: said.errors };
  if ((status === 409 || status === 413 || status === 429) && said.detail) return { errors: {}, said: said.detail };
  return { errors: {}, problem: status === 429 ? "form.too_many" : "form.failed" };
}

/** The status of a page that shows a refused form again: what people typed was not right. */
export function statusOf(answered: number): number {
  return answered === 400 ? 422 : answered;
}
