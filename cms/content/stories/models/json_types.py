"""The JSON of stories."""

from cms.core.models.page import BasePageJSON
from cms.core.representations.cards import PageCardJSON
from cms.core.representations.images import ImageJSON


class StoryCardJSON(PageCardJSON):
    """A story as lists show it; texts in the language ``lang``."""

    person: str
    origin: str
    place: str
    quote: str
    portrait: ImageJSON | None


class StoryIndexPageJSON(BasePageJSON):
    """``stories`` are the public ones, the newest first."""

    stories: list[StoryCardJSON]


class StoryPageJSON(BasePageJSON):
    """``previous`` and ``next`` are the neighbours in the list: the newer and the older story."""

    person: str
    is_pseudonym: bool
    origin: str
    place: str
    portrait: ImageJSON | None
    quote: str
    previous: PageCardJSON | None
    next: PageCardJSON | None
