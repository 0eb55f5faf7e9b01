import { describe, expect, test } from "vitest";
import { DEVELOPMENT_SECRET, readConfig } from "../../server/config.ts";

test("without any setting it is the development site", () => {
  expect(readConfig({})).toEqual({
    host: "127.0.0.1",
    port: 4321,
    siteUrl: "http://127.0.0.1:4321",
    cmsUrl: "http://127.0.0.1:8000",
    cmsDirectUrls: ["http://127.0.0.1:8000"],
    revalidateSecret: DEVELOPMENT_SECRET,
    pollSeconds: 5,
    cacheBytes: 64 * 1024 * 1024,
    pagesDir: "",
    pagesBytes: 256 * 1024 * 1024,
    imageOrigins: ["http://127.0.0.1:8000"],
    securityContact: "http://127.0.0.1:4321",
    proxies: 0,
    hotReload: false,
  });
});

test("addresses lose their last slash; image origins are added to the CMS's", () => {
  const config = readConfig({
    CMS_URL: "https://cms.example.org/",
    SITE_URL: "https://example.org//",
    IMAGE_ORIGINS: "https://media.example.org/bucket  https://b.example.org",
  });
  expect(config.cmsUrl).toBe("https://cms.example.org");
  expect(config.siteUrl).toBe("https://example.org");
  expect(config.imageOrigins).toEqual([
    "https://cms.example.org",
    "https://media.example.org",
    "https://b.example.org",
  ]);
});

test("the CMS may have several addresses behind its proxy", () => {
  const { cmsDirectUrls } = readConfig({ CMS_DIRECT_URL: "http://web-1:8000/, http://web-2:8000," });
  expect(cmsDirectUrls).toEqual(["http://web-1:8000", "http://web-2:8000"]);
});

describe("it refuses", () => {
  test.each([
    [{ FRONTEND_PORT: "http" }, "FRONTEND_PORT is not a number"],
    [{ CMS_URL: "cms" }, "CMS_URL is not an address"],
    [{ IMAGE_ORIGINS: "x" }, "IMAGE_ORIGINS is not a list of addresses"],
    [{ NODE_ENV: "production" }, "REVALIDATE_SECRET must be set in production"],
    [{ NODE_ENV: "production", REVALIDATE_SECRET: DEVELOPMENT_SECRET }, "REVALIDATE_SECRET must be set in production"],
    [{ NODE_ENV: "production", REVALIDATE_SECRET: "x".repeat(64) }, "REVALIDATE_SECRET must be set in production"],
    [{ NODE_ENV: "production", REVALIDATE_SECRET: "0123456789abcdef" }, "at least 32 random characters"],
    [{ CMS_DIRECT_URL: "http://web:8000, web" }, "CMS_DIRECT_URL is not an address"],
  ])("%o", (env, message) => {
    expect(() => readConfig(env)).toThrow(message);
  });
});
