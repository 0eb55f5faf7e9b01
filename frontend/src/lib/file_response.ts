import { isUnavailable } from "./api/client.ts";
import { RETRY_AFTER_SECONDS } from "./page_response.ts";

/** An answer of the given type; a plain 503 while the CMS is away. */
export async function fileAnswer(type: string, make: () => Promise<string>): Promise<Response> {
  try {
    return new Response(await make(), { headers: { "Content-Type": `${type}; charset=utf-8` } });
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    const headers = {
      "Content-Type": "text/plain; charset=utf-8",
      "Retry-After": String(RETRY_AFTER_SECONDS),
    };
    return new Response("Service Unavailable\n", { status: 503, headers });
  }
}
