import { afterEach, expect, test } from "vitest";
import type { AstroHandler } from "../../server/astro_renderer.ts";
import { renderPreview, renderPublic } from "../../server/render.ts";
import type { Stored } from "../../server/compressed_body.ts";
import { ApiSession } from "../../src/lib/api/session.ts";
import { Answering } from "./answering.ts";

let server: Answering;
afterEach(() => server.stop());

async function rendering(status: number, headers: Record<string, string> = {}) {
  const handler: AstroHandler = async (_req, res) => {
    res.writeHead(status, headers);
    res.end("made");
    return Promise.resolve();
  };
  server = await new Answering().start({ SITE_URL: "https://site.example.org" }, handler);
  return { renderer: server.parts, session: new ApiSession(server.parts.client, 0) };
}

function headerOf(stored: Stored, name: string): string | undefined {
  const { headers } = stored.variants.identity;
  const at = headers.findIndex((known, place) => place % 2 === 0 && known.toLowerCase() === name);
  return at < 0 ? undefined : headers[at + 1];
}

test.each([
  [200, true, "public, max-age=0, must-revalidate"],
  [301, false, "public, max-age=0, must-revalidate"],
  [302, false, "no-store"],
  [404, false, "no-store"],
  [503, false, "no-store"],
])("a page of status %i is kept: %s, by others: %s", async (status, keep, caching) => {
  const { renderer, session } = await rendering(status);
  const made = await renderPublic(renderer, "/uk/a/", "uk", session);
  expect([made.keep, made.stored.status, headerOf(made.stored, "cache-control")]).toEqual([keep, status, caching]);
});

test("a filtered list is no page to search engines", async () => {
  const { renderer, session } = await rendering(200);
  expect(headerOf((await renderPublic(renderer, "/uk/points/?service=1", "uk", session)).stored, "x-robots-tag")).toBe(
    "noindex",
  );
  expect(headerOf((await renderPublic(renderer, "/uk/points/", "uk", session)).stored, "x-robots-tag")).toBe(undefined);
});

test("of the renderer's headers only what readers need is passed on", async () => {
  const { renderer, session } = await rendering(301, {
    location: "/uk/b/",
    "retry-after": "10",
    "set-cookie": "a=b",
    "content-type": "text/html",
  });
  const { stored } = await renderPublic(renderer, "/uk/a/", "uk", session);
  const named = ["location", "retry-after", "set-cookie", "content-type"].map((name) => headerOf(stored, name));
  expect(named).toEqual(["/uk/b/", "10", undefined, "text/html; charset=utf-8"]);
});

test("a draft is for one editor, in the CMS's frame", async () => {
  const { renderer, session } = await rendering(200);
  const stored = await renderPreview(renderer, "/preview?token=a", "uk", session);
  expect([headerOf(stored, "cache-control"), headerOf(stored, "x-robots-tag")]).toEqual([
    "private, no-store",
    "noindex",
  ]);
  expect(headerOf(stored, "content-security-policy")).toContain(`frame-ancestors ${renderer.config.cmsUrl}`);
});

test("a fault of the renderer is one of ours, and its words name no query", async () => {
  const { renderer, session } = await rendering(500);
  await expect(renderPreview(renderer, "/preview?token=secret", "uk", session)).rejects.toThrow(
    /^Astro answered 500 for \/preview$/,
  );
});
