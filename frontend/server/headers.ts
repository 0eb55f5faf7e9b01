import type { Config } from "./config.ts";

export type HeaderList = readonly (readonly [string, string])[];

/** Who may put the page into a frame. */
type Framing = "nobody" | "cms";

/** Headers that keep a page harmless: only our own script file, nothing from a third party. */
export function securityHeaders(config: Config, framing: Framing): HeaderList {
  const ancestors = framing === "cms" ? new URL(config.cmsUrl).origin : "'none'";
  const policy = [
    "default-src 'none'",
    ...(config.hotReload ? HOT_RELOAD : ["script-src 'self'", "style-src 'self'"]),
    "font-src 'self'",
    // Suggestions; and checkers in a reader's browser ask for robots.txt from within the page.
    "connect-src 'self'",
    `img-src 'self' ${config.imageOrigins.join(" ")}`,
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors}`,
  ];
  return [
    ["Content-Security-Policy", policy.join("; ")],
    ["X-Content-Type-Options", "nosniff"],
    ["Referrer-Policy", "strict-origin-when-cross-origin"],
    ["Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"],
    ["Cross-Origin-Opener-Policy", "same-origin"],
    ...transportSecurity(config),
  ];
}

/** What Vite puts into a page; readers' pages have no inline script. */
const HOT_RELOAD = ["script-src 'self' 'unsafe-inline'", "style-src 'self' 'unsafe-inline'"];

/** What every answer says, be it a page, a redirect, a problem or the health check. */
export function alwaysHeaders(config: Config): HeaderList {
  return [
    ["Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"],
    ["X-Content-Type-Options", "nosniff"],
    ["Referrer-Policy", "strict-origin-when-cross-origin"],
    ...transportSecurity(config),
  ];
}

/** Two years, for this name and those below it; a site without TLS must not say it (RFC 6797, 7.2). */
function transportSecurity({ siteUrl }: Config): HeaderList {
  return siteUrl.startsWith("https:") ? [["Strict-Transport-Security", "max-age=63072000; includeSubDomains"]] : [];
}

export const CACHED_PAGE = "public, max-age=0, must-revalidate";
export const CACHED_ASSET = "public, max-age=31536000, immutable";
export const NOT_CACHED = "no-store";
export const PERSONAL = "private, no-store";
