import { isUnavailable } from "../api/client.ts";

/** What `reading` finds, or null where the CMS does not answer: the page does without. */
export async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    console.warn(`[frontend] ${(error as Error).message}`);
    return null;
  }
}
