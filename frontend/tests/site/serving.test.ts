import { brotliDecompressSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RunningSite, tags } from "./running.ts";

let site: RunningSite;

beforeEach(async () => {
  site = await new RunningSite().start();
});
afterEach(() => site.stop());

describe("a cached page", () => {
  test("comes compressed, tagged, the same from the renderer and from memory", async () => {
    const accept = { "Accept-Encoding": "gzip, deflate, br" };
    const first = await site.get("/uk/", accept);
    const second = await site.get("/uk/", accept);
    expect(second.headers["content-encoding"]).toBe("br");
    expect(second.headers["vary"]).toBe("Accept-Encoding");
    expect(second.headers["cache-control"]).toBe("public, max-age=0, must-revalidate");
    expect(second.bytes).toEqual(first.bytes);
    expect(second.headers["etag"]).toBe(first.headers["etag"]);
    const plain = await site.get("/uk/");
    expect(brotliDecompressSync(second.bytes)).toEqual(plain.bytes);
    expect(plain.headers["etag"]).not.toBe(second.headers["etag"]);
  });

  test("is asked of the CMS once, whatever the query string", async () => {
    await site.get("/uk/");
    await site.get("/uk/?utm_source=a");
    await site.get("/uk/?x=2&fbclid=3");
    expect(site.api.log.length).toBe(2);
  });

  test.each(["GET", "HEAD"])("answers %s with 304 to who has it", async (method) => {
    const { headers } = await site.get("/uk/");
    const again = await site.get("/uk/", { "If-None-Match": headers["etag"] as string }, method);
    expect([again.status, again.bytes.length, again.headers["etag"]]).toEqual([304, 0, headers["etag"]]);
  });

  test("answers HEAD with the headers of GET", async () => {
    const got = await site.get("/uk/");
    const head = await site.get("/uk/", {}, "HEAD");
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
    expect(head.headers["content-length"]).toBe(got.headers["content-length"]);
  });

  test("is not moved by what a visitor claims about the host", async () => {
    const headers = { Host: "evil.example", "X-Forwarded-Host": "evil.example", Origin: "http://evil.example" };
    expect((await site.get("/uk/", headers)).text).not.toContain("evil.example");
  });

  test("weighs little: 30 KB with styles, nothing from elsewhere, no script", async () => {
    const accept = { "Accept-Encoding": "br" };
    const page = await site.get("/en/guides/housing/", accept);
    const html = brotliDecompressSync(page.bytes).toString();
    const sheets = tags(html, /\/_astro\/[\w.-]+\.css/g);
    const styles = await Promise.all(sheets.map((path) => site.get(path, accept)));
    const weight = styles.reduce((sum, sheet) => sum + sheet.bytes.length, page.bytes.length);
    expect(sheets.length).toBeGreaterThan(0);
    expect(weight).toBeLessThan(30_000);
    expect(
      tags(html, /<script(?! type="application\/ld\+json">| type="module" src="\/_astro\/)|<iframe| style="/g),
    ).toEqual([]);
    const loaded = [...html.matchAll(/ (?:src|srcset)="(\w+:\/\/[^/"]+)/g)].map((match) => match[1]);
    expect(new Set(loaded)).toEqual(new Set([site.api.url]));
  });
});

describe("the webhook", () => {
  test("makes a publication visible at once", async () => {
    await site.get("/uk/");
    site.api.publish("/uk/", { title: "Нове життя" });
    expect((await site.announce(8)).status).toBe(204);
    expect((await site.get("/uk/")).text).toContain("<h1>Нове життя</h1>");
  });

  test("with a wrong signature is refused and does nothing", async () => {
    const refused = await site.announce(99, "wrong");
    expect([refused.status, refused.headers["content-type"]]).toEqual([401, "application/problem+json"]);
    expect(site.version.known).toBe(0);
  });

  test("takes no endless body and no other method", async () => {
    expect((await site.send("POST", "/revalidate", {}, "x".repeat(5000))).status).toBe(413);
    const get = await site.get("/revalidate");
    expect(get.status).toBe(405);
    expect(get.headers["allow"]).toBe("POST");
  });
});

describe("addresses", () => {
  test.each([
    ["uk-UA,uk;q=0.9,en;q=0.8", "/uk/"],
    ["de, en;q=0.5", "/en/"],
    ["", "/pl/"],
  ])("/ leads a reader of %s to %s", async (language, location) => {
    const { status, headers } = await site.get("/", { "Accept-Language": language });
    expect([status, headers["location"], headers["vary"]]).toEqual([302, location, "Accept-Language"]);
  });

  test("without the last slash lead to the page", async () => {
    const { status, headers } = await site.get("/uk/porady");
    expect([status, headers["location"]]).toEqual([301, "/uk/porady/"]);
  });

  test("that are not the page's own lead to its own", async () => {
    site.api.pages.set("/uk/poradniki/mieszkanie/", site.api.pages.get("/uk/porady/"));
    const { status, headers } = await site.get("/uk/poradniki/mieszkanie/");
    expect([status, headers["location"]]).toEqual([301, "/uk/porady/"]);
  });

  test("that an editor redirects elsewhere lead there, for as long as they do", async () => {
    site.api.elsewhere.set("/uk/hmina/", "https://gmina.example/praca?a=1&b=2");
    const { status, headers } = await site.get("/uk/hmina/");
    expect([status, headers["location"], headers["cache-control"]]).toEqual([
      302,
      "https://gmina.example/praca?a=1&b=2",
      "no-store",
    ]);
    site.api.elsewhere.set("/uk/hmina/", "javascript:alert(1)");
    expect((await site.get("/uk/hmina/")).status).toBe(404);
  });

  test.each([
    ["/uk/nope/", "en", "uk", "Такої сторінки немає"],
    ["/de/nope/", "ru", "ru", "Такой страницы нет"],
    ["/wp-login.php", "", "pl", "Nie ma takiej strony"],
  ])("%s is not found, said in the reader's language", async (path, accepted, lang, title) => {
    const { status, headers, text } = await site.get(path, { "Accept-Language": accepted });
    expect([status, headers["cache-control"], headers["etag"]]).toEqual([404, "no-store", undefined]);
    expect(text).toContain(`<html lang="${lang}">`);
    expect(text).toContain(`<h1>${title}</h1>`);
    expect(tags(text, /<a href="\/(?:pl|en|ru|uk)\/" hreflang="..">\s*\S+/g).length).toBe(7);
  });

  test.each([
    ["/robots.txt", "text/plain; charset=utf-8", "Sitemap: http://127.0.0.1:4321/sitemap.xml"],
    ["/sitemap.xml", "application/xml; charset=utf-8", "<loc>http://127.0.0.1:4321/pl/</loc>"],
    ["/pl/feed.xml", "application/atom+xml; charset=utf-8", "<title>Wspólna Sprawa: nowe strony</title>"],
    ["/healthz", "text/plain; charset=utf-8", "ok"],
  ])("%s answers", async (path, type, content) => {
    const { status, headers, text } = await site.get(path);
    expect([status, headers["content-type"]]).toEqual([200, type]);
    expect(text).toContain(content);
  });

  test("a broken request line is refused as a problem", async () => {
    expect((await site.get("/uk/%ff/")).status).toBe(400);
    expect((await site.send("POST", "/uk/", {}, "a=b")).status).toBe(405);
  });
});

describe("a CMS that is away", () => {
  test("is said in the reader's language, not cached, and recovers by itself", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const port = Number(new URL(site.api.url).port);
    await site.api.stop();
    const away = await site.get("/uk/");
    expect([away.status, away.headers["retry-after"], away.headers["cache-control"]]).toEqual([503, "10", "no-store"]);
    expect(away.text).toContain('<html lang="uk">');
    expect(away.text).toContain("<h1>Незабаром повернемося</h1>");
    expect((await site.get("/sitemap.xml")).status).toBe(503);
    await site.api.start(port);
    expect((await site.get("/uk/")).status).toBe(200);
    warn.mockRestore();
  });

  test("does not take away what is known to be true, but what is not", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    await site.get("/uk/");
    const port = Number(new URL(site.api.url).port);
    await site.api.stop();
    expect((await site.get("/uk/")).status).toBe(200);
    await site.announce(8);
    expect((await site.get("/uk/")).status).toBe(503);
    await site.api.start(port);
    site.api.version = 8;
    expect((await site.get("/uk/")).status).toBe(200);
    warn.mockRestore();
  });
});

describe("a preview", () => {
  test("is shown to the CMS's frame only, and kept nowhere", async () => {
    const { status, headers, text } = await site.get("/preview?token=good-token");
    expect(status).toBe(200);
    expect(headers["cache-control"]).toBe("private, no-store");
    expect(headers["x-robots-tag"]).toBe("noindex");
    expect(headers["content-security-policy"]).toContain(`frame-ancestors ${site.api.url}`);
    expect(text).toContain("Здоров’я (чернетка)");
    expect(text).toContain("Це чернетка.");
    expect(tags(text, /rel="canonical"|hreflang=".." href/g)).toEqual([]);
  });

  test.each(["?token=bad", "?token=", ""])("with %s is gone, in the reader's language", async (query) => {
    const { status, text } = await site.get(`/preview${query}`, { "Accept-Language": "en" });
    expect(status).toBe(404);
    expect(text).toContain("<h1>This preview has expired</h1>");
  });

  test("asks the CMS each time", async () => {
    await site.get("/preview?token=good-token");
    site.api.drafts.delete("good-token");
    expect((await site.get("/preview?token=good-token")).status).toBe(404);
  });
});

test.each(["/uk/", "/uk/nope/", "/sitemap.xml"])("%s is harmless", async (path) => {
  const { headers } = await site.get(path);
  const policy = headers["content-security-policy"] as string;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("strict-origin-when-cross-origin");
  expect(headers["permissions-policy"]).toContain("geolocation=()");
});
