import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { store } from "../../server/compressed_body.ts";

const HTML = "text/html; charset=utf-8";
const text = Buffer.from("<p>Один рядок тексту.</p>".repeat(50));

test("a text is kept in three encodings, each with its own strong tag", async () => {
  const { variants } = await store(200, HTML, [["Cache-Control", "no-cache"]], text);
  expect(brotliDecompressSync(variants.br.body)).toEqual(text);
  expect(gunzipSync(variants.gzip.body)).toEqual(text);
  expect(variants.identity.body).toEqual(text);
  expect(new Set(Object.values(variants).map((variant) => variant.etag)).size).toBe(3);
  expect(variants.br.headers).toEqual([
    ...["Content-Type", HTML, "Cache-Control", "no-cache", "Vary", "Accept-Encoding"],
    ...["Content-Encoding", "br", "ETag", variants.br.etag],
    ...["Content-Length", String(variants.br.body.length)],
  ]);
  expect(variants.br.notModified).toEqual([
    ...["Cache-Control", "no-cache", "Vary", "Accept-Encoding", "ETag", variants.br.etag],
  ]);
});

test("a font is kept as it is", async () => {
  const { variants } = await store(200, "font/woff2", [], text);
  expect(variants.br.body).toBe(text);
  expect(variants.br.headers).not.toContain("Content-Encoding");
});

test("an error has no tag", async () => {
  const { variants } = await store(404, HTML, [], text);
  expect(variants.br.headers).not.toContain("ETag");
});
