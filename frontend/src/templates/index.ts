import type { AstroComponentFactory } from "astro/runtime/server/index.js";
import { reportUnknown } from "../lib/unknown_types.ts";
import ActivityIndexPage from "./ActivityIndexPage.astro";
import ActivityPage from "./ActivityPage.astro";
import ChapterPage from "./ChapterPage.astro";
import ContentPage from "./ContentPage.astro";
import DirectoryPage from "./DirectoryPage.astro";
import HandbookPage from "./HandbookPage.astro";
import HomePage from "./HomePage.astro";
import InformationPoint from "./InformationPoint.astro";
import PartPage from "./PartPage.astro";
import PlainPage from "./PlainPage.astro";
import PracticeIndexPage from "./PracticeIndexPage.astro";
import PracticePage from "./PracticePage.astro";
import SectionPage from "./SectionPage.astro";
import StoryIndexPage from "./StoryIndexPage.astro";
import StoryPage from "./StoryPage.astro";

/** Page type → the template that shows it. */
export const TEMPLATES: Readonly<Record<string, AstroComponentFactory>> = {
  "pages.HomePage": HomePage,
  "pages.SectionPage": SectionPage,
  "pages.ContentPage": ContentPage,
  "handbook.HandbookPage": HandbookPage,
  "handbook.PartPage": PartPage,
  "handbook.ChapterPage": ChapterPage,
  "stories.StoryIndexPage": StoryIndexPage,
  "stories.StoryPage": StoryPage,
  "practices.PracticeIndexPage": PracticeIndexPage,
  "practices.PracticePage": PracticePage,
  "points.DirectoryPage": DirectoryPage,
  "points.InformationPoint": InformationPoint,
  "events.ActivityIndexPage": ActivityIndexPage,
  "events.ActivityPage": ActivityPage,
};

/** The template of a page type; a plain one for a type this build does not know yet. */
export function templateFor(type: string): AstroComponentFactory {
  if (Object.hasOwn(TEMPLATES, type)) return TEMPLATES[type] as AstroComponentFactory;
  reportUnknown("page", type);
  return PlainPage;
}
