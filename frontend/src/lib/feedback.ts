/** "Did this page help?": what a reader's form says, and what came of it. */

/** In characters; the CMS takes no more. */
export const MAX_COMMENT = 2000;

export type Outcome = "thanks" | "choose" | "too_long" | "too_many" | "failed";

export interface ReaderAnswer {
  /** Path of the page the answer is about. */
  readonly path: string;
  readonly helpful: boolean | undefined;
  readonly comment: string;
}

/** What the page after the form is made from; `title` is the page's the answer is about. */
export interface FeedbackView {
  readonly outcome: Outcome;
  readonly answer: ReaderAnswer;
  readonly title: string;
}

/** Reads a body of the type application/x-www-form-urlencoded. */
export function readAnswer(body: string): ReaderAnswer {
  const form = new URLSearchParams(body);
  const helpful = form.get("helpful");
  return {
    path: form.get("path") ?? "",
    helpful: helpful === "yes" ? true : helpful === "no" ? false : undefined,
    // Browsers send line ends as two characters, but count one.
    comment: (form.get("comment") ?? "").replaceAll("\r\n", "\n").trim(),
  };
}

/** What is wrong with an answer before anybody is asked. */
export function faultOf(answer: ReaderAnswer): Outcome | undefined {
  if (answer.helpful === undefined) return "choose";
  return [...answer.comment].length > MAX_COMMENT ? "too_long" : undefined;
}
