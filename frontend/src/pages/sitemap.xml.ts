import type { APIRoute } from "astro";
import { fileAnswer } from "../lib/file_response.ts";
import { LOCALES } from "../lib/i18n/locales.ts";
import { sitemap } from "../lib/sitemap.ts";

export const GET: APIRoute = ({ locals }) =>
  fileAnswer("application/xml", async () => {
    const lists = await Promise.all(LOCALES.map((locale) => locals.api.allPages(locale)));
    return sitemap(lists.flat());
  });
