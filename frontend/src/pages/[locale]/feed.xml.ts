import type { APIRoute } from "astro";
import { feed } from "../../lib/feed.ts";
import { fileAnswer } from "../../lib/file_response.ts";
import { isLocale } from "../../lib/i18n/locales.ts";

const ENTRIES = 20;

export const GET: APIRoute = async ({ locals, params }) => {
  const locale = params["locale"];
  if (!isLocale(locale)) return new Response("Not Found\n", { status: 404 });
  return fileAnswer("application/atom+xml", async () => {
    const { api, siteUrl } = locals;
    const [site, pages] = await Promise.all([api.site(locale), api.recent(locale, ENTRIES)]);
    return feed({ locale, siteName: site.site_name, siteUrl, pages, kind: "pages" });
  });
};
