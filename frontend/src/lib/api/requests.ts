/** A school's request that is still being written, and what its form offers. */
import type { components } from "./schema.js";

type Schemas = components["schemas"];

export type School = Schemas["School"];
export type FormChoices = Schemas["Form"];
export type StepName = Schemas["Step"]["step"];
/** A page of the form as somebody filled it in, right or wrong. */
export type Typed = Readonly<Record<string, unknown>>;

export type Draft = Omit<Schemas["Draft"], "answers" | "errors"> & {
  readonly answers: Readonly<Partial<Record<StepName, Typed>>>;
  /** Step → field → what is wrong with it, in the reader's language. */
  readonly errors: Readonly<Partial<Record<StepName, Readonly<Record<string, readonly string[]>>>>>;
};
