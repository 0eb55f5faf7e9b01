import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FixtureApi } from "../../e2e/fixture-api.ts";
import type { RenderPage } from "../../server/page_cache.ts";
import { PageCache } from "../../server/page_cache.ts";
import { store } from "../../server/compressed_body.ts";
import { ApiClient } from "../../src/lib/api/client.ts";
import { ContentVersion } from "../../src/lib/content_version.ts";

let api: FixtureApi;
let version: ContentVersion;
let pages: PageCache;
let renders: string[];

const render: RenderPage = async (session) => {
  const page = await session.page("/uk/");
  renders.push(page?.title ?? "none");
  return { stored: await store(200, "text/plain", [], Buffer.from(page?.title ?? "")), keep: true };
};

beforeEach(async () => {
  api = await new FixtureApi().start();
  version = new ContentVersion();
  pages = new PageCache(new ApiClient({ baseUrl: api.url, version }), version, 1_000_000);
  renders = [];
});

afterEach(() => api.stop());

async function title(): Promise<string> {
  return (await pages.get("/uk/", render)).variants.identity.body.toString();
}

describe("a kept page", () => {
  test("is served as it is while nothing newer is known", async () => {
    await title();
    expect(pages.fresh("/uk/")?.variants.identity.body.toString()).toBe("Ми тут разом");
    await title();
    expect(renders.length).toBe(1);
  });

  test("is not served once a newer version is known, and shows the change", async () => {
    await title();
    api.publish("/uk/", { title: "Нове" });
    version.raise(8);
    expect(pages.fresh("/uk/")).toBe(undefined);
    expect(await title()).toBe("Нове");
  });

  test("keeps its bytes over a new version that changed nothing it used", async () => {
    const before = await pages.get("/uk/", render);
    api.publish("/pl/", { title: "Inne" });
    version.raise(8);
    expect(await pages.get("/uk/", render)).toBe(before);
    expect(renders.length).toBe(1);
    expect(pages.fresh("/uk/")).toBe(before);
  });

  test("is rendered once for all who ask at the same time", async () => {
    api.delay = 20;
    const titles = await Promise.all(Array.from({ length: 20 }, title));
    expect(new Set(titles)).toEqual(new Set(["Ми тут разом"]));
    expect(renders.length).toBe(1);
  });

  test("that was rendered slowly from an older version does not push out a newer one", async () => {
    const slow = Promise.withResolvers<void>();
    const reading = Promise.withResolvers<void>();
    const early = pages.get("/uk/", async (session) => {
      const made = await render(session);
      reading.resolve();
      await slow.promise;
      return made;
    });
    await reading.promise;
    api.publish("/uk/", { title: "Нове" });
    version.raise(8);
    const newer = await pages.get("/uk/", render);
    slow.resolve();
    await early;
    expect(pages.fresh("/uk/")).toBe(newer);
  });

  test("made from an answer without a tag is made again at a new version", async () => {
    const lacking: RenderPage = async (session) => {
      renders.push(String(await session.page("/uk/nope/")));
      return { stored: await store(200, "text/plain", [], Buffer.from("x")), keep: true };
    };
    await pages.get("/x/", lacking);
    version.raise(8);
    api.version = 8;
    await pages.get("/x/", lacking);
    expect(renders.length).toBe(2);
  });

  test("that was being rendered when the version rose answers nobody who came later", async () => {
    api.delay = 30;
    const early = title();
    await new Promise((resolve) => setTimeout(resolve, 10));
    api.publish("/uk/", { title: "Нове" });
    version.raise(8);
    expect(await title()).toBe("Нове");
    await early;
    expect(pages.fresh("/uk/")?.variants.identity.body.toString()).toBe("Нове");
  });
});

describe("a page made from what runs out", () => {
  const PATH = "/api/v2/pages/by_path/";
  const before = Date.parse("2026-11-24T14:59:00Z");
  let clock: number;

  beforeEach(() => {
    clock = before;
    const now = () => clock;
    const client = new ApiClient({ baseUrl: api.url, version, now });
    pages = new PageCache(client, version, 1_000_000, now);
    api.validUntil.set(PATH, "2026-11-24T15:00:00Z");
  });

  test("is served until then, without asking", async () => {
    await title();
    clock = Date.parse("2026-11-24T14:59:59.999Z");
    expect(pages.fresh("/uk/")?.status).toBe(200);
    await title();
    expect(api.log.length).toBe(1);
  });

  test("is asked about again from that moment on, past the client's own memory", async () => {
    await title();
    clock = Date.parse("2026-11-24T15:00:00Z");
    expect(pages.fresh("/uk/")).toBe(undefined);
    api.pages.set("/uk/", { ...(api.pages.get("/uk/") as object), title: "Зачинено" });
    expect(await title()).toBe("Зачинено");
  });

  test("is good again if that changed nothing, until the next moment", async () => {
    const first = await pages.get("/uk/", render);
    clock = Date.parse("2026-11-24T15:00:00Z");
    api.validUntil.set(PATH, "2026-11-24T23:00:00Z");
    expect(await pages.get("/uk/", render)).toBe(first);
    expect(pages.fresh("/uk/")).toBe(first);
    expect(api.log.map((line) => line.slice(0, 3))).toEqual(["200", "304"]);
    clock = Date.parse("2026-11-24T23:00:00Z");
    expect(pages.fresh("/uk/")).toBe(undefined);
  });

  test("that began before it is not shared with those who come after it", async () => {
    api.delay = 30;
    const early = title();
    clock = Date.parse("2026-11-24T15:00:00Z");
    api.validUntil.set(PATH, "2026-11-24T23:00:00Z");
    await Promise.all([early, title()]);
    expect(renders.length).toBe(2);
  });
});

describe("not kept", () => {
  test("is what the renderer says so of", async () => {
    const stored = await store(404, "text/plain", [], Buffer.from("no"));
    await pages.get("/x/", () => Promise.resolve({ stored, keep: false }));
    expect(pages.fresh("/x/")).toBe(undefined);
  });

  test("and what was kept there before goes", async () => {
    await title();
    version.raise(8);
    api.pages.delete("/uk/");
    api.version = 8;
    const gone = await store(404, "text/plain", [], Buffer.from("no"));
    await pages.get("/uk/", () => Promise.resolve({ stored: gone, keep: false }));
    api.version = 7;
    version.known = 7;
    expect(pages.fresh("/uk/")).toBe(undefined);
  });

  test("a failed render leaves nothing behind", async () => {
    const failing = () => Promise.reject(new Error("broken"));
    await expect(pages.get("/uk/", failing)).rejects.toThrow("broken");
    expect(await title()).toBe("Ми тут разом");
  });
});
