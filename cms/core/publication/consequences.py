"""What else happens when something is published, unpublished or deleted: features tell it.

The question before it shows what they say, whoever asks: page, snippet, one or many.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final


class Act(StrEnum):
    """What is about to be done."""

    PUBLISH = "publish"
    UNPUBLISH = "unpublish"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Line:
    """A thing that is concerned, with its address; ``lang`` is the language of the text."""

    text: str
    url: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Consequence:
    """A sentence in the reader's language, and what it is about."""

    text: str
    lines: list[Line] = field(default_factory=list)


Provider = Callable[[list[Any], Act], Iterable[Consequence]]
_providers: Final[dict[str, Provider]] = {}


def register(name: str, provider: Provider) -> None:
    """Let ``provider`` tell what an act on pages or snippets entails; a name registers once."""
    _providers[name] = provider


def consequences(instances: list[Any], act: Act) -> list[Consequence]:
    """Return what ``act`` on ``instances`` entails besides itself."""
    return [found for provide in _providers.values() for found in provide(instances, act)]
