import type { View } from "./page_view.ts";

export const RETRY_AFTER_SECONDS = 10;

const STATUS = { page: 200, redirect: 301, not_found: 404, unavailable: 503 } as const;

/** Sets the status a view stands for; a CMS that is away says when to come back. */
export function answerFor(view: View, response: { status?: number; headers: Headers }): void {
  response.status = STATUS[view.kind];
  if (view.kind === "unavailable") {
    response.headers.set("Retry-After", String(RETRY_AFTER_SECONDS));
  }
}
