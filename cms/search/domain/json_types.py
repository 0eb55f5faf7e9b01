"""The JSON of a search."""

from typing import Literal, TypedDict

from cms.core.representations.json_types import Html, LocaleCode, Moment, Url

KindName = Literal["page", "handbook", "point", "activity", "story", "practice", "term", "file"]
StateName = Literal["open", "closed", "closed_down", "upcoming", "over"]


class HitStateJSON(TypedDict):
    """How a point is at the moment of the answer, or whether dates of an activity are to come.

    ``until``: the end of the present opening; ``next``: the next opening or date.
    """

    state: StateName
    until: Moment | None
    next: Moment | None


class SearchHitJSON(TypedDict):
    """A text that was found. Words that were looked for stand in ``mark`` elements.

    ``id`` is that of the page, or of the document or term; ``lang`` is the language of the texts.
    ``html_url`` leads to the ``section`` (its heading, may be empty) where the excerpt stands.
    """

    id: int
    type: KindName
    title: str
    title_html: Html
    excerpt_html: Html
    section: str
    lang: LocaleCode
    html_url: Url
    state: HitStateJSON | None


class KindCountJSON(TypedDict):
    """How many results there are of a type, whichever type was asked for."""

    type: KindName
    count: int


class SuggestionJSON(TypedDict):
    """A title that a reader may be typing, and where it leads."""

    text: str
    type: KindName
    lang: LocaleCode
    html_url: Url


class SearchMetaJSON(TypedDict):
    """At most 400 texts are ranked and counted.

    ``own_language_count``: results in the reader's language, which come before all others.
    ``did_you_mean``: the query as it was probably meant, if it was understood in another way.
    ``nearest``: titles and terms that look most like a query without a result, at most three.
    ``phone``: whom to call instead, may be empty.
    """

    total_count: int
    own_language_count: int
    counts: list[KindCountJSON]
    did_you_mean: str | None
    nearest: list[SuggestionJSON]
    phone: str


class SearchJSON(TypedDict):
    """The results of a search, the best first."""

    meta: SearchMetaJSON
    items: list[SearchHitJSON]


class SuggestionsJSON(TypedDict):
    """What a reader may be looking for, the likeliest first."""

    items: list[SuggestionJSON]
