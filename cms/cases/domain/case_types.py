"""The kinds of cases: what a feature registers of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from cms.cases.enums import CaseState
from cms.cases.models import Case

from .letter_wording import REQUEST, LetterWording

Fact = tuple[str, str]
"""A word and what it is, in the language that is active."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseType:
    """A kind of case, registered by a feature when the site starts.

    ``permission`` is what somebody must have to work on it, within their counties. ``states`` are
    those in use, in the order of the board. ``days`` says within how many working days a case must
    leave a state. ``path`` is the frontend's part of the private link
    (``/{locale}/{path}/{token}``), ``purpose`` that of :mod:`cms.core.access_tokens`.

    ``facts`` and ``show`` are asked in the reader's language; ``show`` is what the private link
    answers of the feature's own, JSON. ``text_of`` is what was asked, for staff to read first.
    ``delete_texts`` empties what somebody wrote; ``export`` returns all of it, for who it is about.
    ``related`` joins what a list of cases shows. ``tools`` are pages of the admin for whoever
    works on such cases: words and the name of the address. ``wording`` is what letters call it.
    """

    name: str
    label: Promise
    permission: str
    states: tuple[CaseState, ...]
    days: Mapping[CaseState, int]
    path: str
    purpose: str
    facts: Callable[[Case], list[Fact]]
    text_of: Callable[[Case], list[Fact]]
    show: Callable[[Case], dict[str, Any]]
    delete_texts: Callable[[Case], None]
    export: Callable[[Case], dict[str, Any]]
    related: Callable[[QuerySet[Case]], QuerySet[Case]] = lambda cases: cases
    duplicates: Callable[[Case], Q] | None = None
    tools: tuple[tuple[Promise, str], ...] = ()
    wording: LetterWording = REQUEST


class UnknownCaseTypeError(LookupError):
    """No feature has registered cases of this kind."""


_kinds: Final[dict[str, CaseType]] = {}


def register(kind: CaseType) -> None:
    """Make a kind known, in an application's ``ready``; twice is once."""
    _kinds[kind.name] = kind


def case_type_of(name: str) -> CaseType:
    """Return a kind by its name. Raises UnknownCaseTypeError."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownCaseTypeError(name) from None


def all_case_types() -> list[CaseType]:
    """Return every kind, in the order in which features registered them."""
    return list(_kinds.values())
