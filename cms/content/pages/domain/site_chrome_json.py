"""What stands around every page, as the API promises it."""

from typing import Literal, TypedDict

from cms.core.representations.images import ImageJSON
from cms.core.representations.json_types import Html, LocaleCode, Url

Level = Literal["info", "warning", "urgent"]


class LinkJSON(TypedDict):
    """``lang`` is the language of the label."""

    label: str
    html_url: Url
    lang: LocaleCode


class LanguageJSON(TypedDict):
    """A language and its home."""

    code: LocaleCode
    name: str
    html_url: Url


class ColumnJSON(TypedDict):
    """A titled list of links; ``lang`` is the language of the title."""

    title: str
    lang: LocaleCode
    links: list[LinkJSON]


class FooterJSON(TypedDict):
    """The foot of every page; ``lang`` is the language of its text."""

    lang: LocaleCode
    text_html: Html
    columns: list[ColumnJSON]


class AlertJSON(TypedDict):
    """A notice at the top of every page; ``lang`` is the title's, ``html_lang`` the text's."""

    id: int
    level: Level
    title: str
    html: Html
    html_lang: LocaleCode
    link: LinkJSON | None
    lang: LocaleCode


class FundingJSON(TypedDict):
    """Who pays for the programme; ``lang`` is the text's, ``emblem_lang`` the emblem's words'."""

    lang: LocaleCode
    text: str
    emblem: ImageJSON | None
    emblem_lang: LocaleCode


class FrameJSON(TypedDict):
    """Everything around a page, without the content version."""

    locale: LocaleCode
    site_name: str
    languages: list[LanguageJSON]
    navigation: list[LinkJSON]
    footer: FooterJSON
    alerts: list[AlertJSON]
    funding: FundingJSON
