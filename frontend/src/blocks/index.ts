import type { AstroComponentFactory } from "astro/runtime/server/index.js";
import type { BlockType } from "../lib/api/types.ts";
import Accordion from "./Accordion.astro";
import Callout from "./Callout.astro";
import Checklist from "./Checklist.astro";
import ContactCard from "./ContactCard.astro";
import Document from "./Document.astro";
import Feature from "./Feature.astro";
import Heading from "./Heading.astro";
import Image from "./Image.astro";
import InformationPoint from "./InformationPoint.astro";
import Quote from "./Quote.astro";
import RelatedPages from "./RelatedPages.astro";
import RichText from "./RichText.astro";
import Steps from "./Steps.astro";
import Table from "./Table.astro";
import Video from "./Video.astro";

/** Block type → the component that shows it. */
export const BLOCKS: Readonly<Record<BlockType, AstroComponentFactory>> = {
  heading: Heading,
  rich_text: RichText,
  image: Image,
  callout: Callout,
  steps: Steps,
  checklist: Checklist,
  accordion: Accordion,
  table: Table,
  contact_card: ContactCard,
  document: Document,
  video: Video,
  quote: Quote,
  related_pages: RelatedPages,
  feature: Feature,
  information_point: InformationPoint,
};
