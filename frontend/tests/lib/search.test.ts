import { describe, expect, it } from "vitest";
import { openSearch } from "../../src/lib/opensearch.ts";
import { apiQuery, MAX_QUERY, readQuery, searchPath } from "../../src/lib/search.ts";
import { searchRoute, suggestionsRoute } from "../../server/search.ts";

const read = (query: string) => readQuery(new URLSearchParams(query));

describe("the address of a search", () => {
  it.each(["/uk/search", "/uk/search/", "/uk/search/?q=%D0%BF%D1%80%D0%B0%D1%86%D1%8F"])("is %s", (raw) => {
    expect(searchRoute(raw)?.reader).toBe("uk");
  });

  it.each(["/search/", "/de/search/", "/uk/search/more/", "/uk/searches/"])("is not %s", (raw) => {
    expect(searchRoute(raw)).toBeUndefined();
  });

  it("is another one for suggestions", () => {
    expect(suggestionsRoute("/uk/search/suggestions/?q=a")?.query.q).toBe("a");
    expect(searchRoute("/uk/search/suggestions/?q=a")).toBeUndefined();
    expect(suggestionsRoute("/uk/search/?q=a")).toBeUndefined();
  });

  it("says what is looked for, of which type, from which page on", () => {
    expect(read("q=+karta+pobytu+&type=point&page=3")).toEqual({ q: "karta pobytu", type: "point", page: 3 });
  });

  it("leaves out what no form of ours would send", () => {
    expect(read("q=a&type=toString&page=0")).toEqual({ q: "a", type: "", page: 1 });
    expect(read("q=a&type=cat&page=999")).toEqual({ q: "a", type: "", page: 1 });
    expect(read("page=99")).toEqual({ q: "", type: "", page: 20 });
  });

  it("cuts a query that the API would refuse, between letters", () => {
    expect([...read(`q=${"😀".repeat(MAX_QUERY + 1)}`).q]).toHaveLength(MAX_QUERY);
  });

  it("is written as it is read", () => {
    const query = { q: "zażółć & gęślą", type: "story", page: 2 } as const;
    expect(searchRoute(`/pl/${searchPath(query)}`)?.query).toEqual(query);
    expect(searchPath({ q: "", type: "", page: 1 })).toBe("search/");
  });
});

it("asks the API for the part that a page shows", () => {
  const asked = apiQuery({ q: "praca", type: "", page: 3 }, "ru");
  expect(Object.fromEntries(asked)).toEqual({ q: "praca", locale: "ru", limit: "20", offset: "40" });
});

it("tells browsers where to search, in XML that any name fits into", () => {
  const text = openSearch({ locale: "en", siteName: "Wspólna Sprawa & <friends>", siteUrl: "https://example.org" });
  expect(text).toContain("<ShortName>Wspólna Sprawa &amp;</ShortName>");
  expect(text).toContain('template="https://example.org/en/search/?q={searchTerms}"');
});
