import type { APIRoute } from "astro";
import { fileAnswer } from "../../lib/file_response.ts";
import { isLocale } from "../../lib/i18n/locales.ts";
import { openSearch } from "../../lib/opensearch.ts";

/** What a browser needs to offer the site's search among its own. */
export const GET: APIRoute = async ({ locals, params }) => {
  const locale = params["locale"];
  if (!isLocale(locale)) return new Response("Not Found\n", { status: 404 });
  return fileAnswer("application/opensearchdescription+xml", async () => {
    const site = await locals.api.site(locale);
    return openSearch({ locale, siteName: site.site_name, siteUrl: locals.siteUrl });
  });
};
