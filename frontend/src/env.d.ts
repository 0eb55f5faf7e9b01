/// <reference types="astro/client" />

declare namespace App {
  /** What the page server hands to each render. */
  interface Locals {
    /** Reads of the CMS API made for this one render; remembers what it used. */
    api: import("./lib/api/session.ts").ApiSession;
    /** Language of the interface: from the path, else from Accept-Language. */
    reader: import("./lib/i18n/locales.ts").Locale;
    /** Public addresses, without a trailing slash. */
    siteUrl: string;
    cmsUrl: string;
    /** What came of a reader's answer, on the page that says so. */
    feedback?: import("./lib/feedback.ts").FeedbackView;
    /** What one reader's form or private link shows. */
    registration?: import("./lib/activities/registration.ts").RegistrationView;
    /** What a page of the form of schools shows. */
    requestView?: import("./lib/requests/view.ts").RequestView;
    /** What one sender's private link, or a form that leads to one, shows. */
    caseView?: import("./lib/cases/view.ts").CaseView;
    /** What one reader looked for, and what was found. */
    searchView?: import("./lib/search.ts").SearchView;
  }
}
