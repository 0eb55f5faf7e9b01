/** For plain `tsc`, which cannot read components; `astro check` reads the real ones. */
declare module "*.astro" {
  const component: import("astro/runtime/server/index.js").AstroComponentFactory;
  export default component;
}
