"""The JSON of the handbook."""

from typing import TypedDict

from cms.core.models.page import BasePageJSON
from cms.core.representations.cards import PageCardJSON
from cms.core.representations.json_types import Day, Html, LocaleCode


class PartCardJSON(PageCardJSON):
    """A part with its chapters, in reading order."""

    chapters: list[PageCardJSON]


class AudienceJSON(TypedDict):
    """For whom a chapter is. ``id`` is the same in every language, ``lang`` that of the name."""

    id: int
    name: str
    lang: LocaleCode


class LegalBasisJSON(TypedDict):
    """An act and its provisions in Polish, as the law is; days are calendar dates, inclusive."""

    act: str
    provisions: str
    url: str
    valid_from: Day | None
    valid_until: Day | None


class TermJSON(TypedDict):
    """A term explained. ``id`` and ``anchor`` (ASCII) are the same in every language."""

    id: int
    term: str
    definition_html: Html
    lang: LocaleCode
    anchor: str


class HandbookPageJSON(BasePageJSON):
    """``parts`` are the public ones, in reading order."""

    parts: list[PartCardJSON]


class PartPageJSON(BasePageJSON):
    """``previous`` and ``next`` are the neighbouring parts."""

    chapters: list[PageCardJSON]
    previous: PageCardJSON | None
    next: PageCardJSON | None


class ChapterPageJSON(BasePageJSON):
    """``number`` is part.chapter, such as 2.3; neighbours follow the reading order across parts."""

    number: str
    audiences: list[AudienceJSON]
    legal_basis: list[LegalBasisJSON]
    terms: list[TermJSON]
    previous: PageCardJSON | None
    next: PageCardJSON | None
