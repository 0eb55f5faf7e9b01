"""What the form offers to choose from, in a reader's language."""

from datetime import date
from typing import Any, Final, TypedDict

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from cms.cases.domain.files import EXTENSIONS, MAX_BYTES, MAX_FILES
from cms.core import content_version
from cms.core.collation import sort_key
from cms.core.representations.json_types import Day, LocaleCode
from cms.delivery.api.base import PublicView
from cms.delivery.api.components import declare
from cms.delivery.api.query_filters import LOCALE_PARAMETER, reader_locale
from cms.delivery.api.responses import json_answer
from cms.delivery.api.schema_decorators import reads
from cms.delivery.region import region
from school_support.domain.case_type import OTHER_LANGUAGE, language_name
from school_support.domain.support_types import SupportTypeText, known, today
from school_support.enums import PUPIL_LANGUAGES, Band, PolishLevel

from .schools import TAG, CountyJSON

# Named first: nine of ten pupils speak one of them.
FREQUENT: Final = ("uk", "ru", "be")
Allowance = TypedDict("Allowance", {"text": str, "from": Day | None, "until": Day | None})


class KindJSON(TypedDict):
    """A kind of support; ``lang`` is the language of its words, ``allowance`` what law allows."""

    key: str
    name: str
    description: str
    lang: LocaleCode
    allowance: Allowance | None
    asks_what_was_tried: bool


class ChoiceJSON(TypedDict):
    """Something to choose."""

    code: str
    name: str


class FileLimitsJSON(TypedDict):
    """Which files are taken, and how many."""

    max_count: int
    max_bytes: int
    extensions: list[str]


class FormJSON(TypedDict):
    """All that the form offers."""

    kinds: list[KindJSON]
    languages: list[ChoiceJSON]
    bands: list[ChoiceJSON]
    levels: list[ChoiceJSON]
    counties: list[CountyJSON]
    files: FileLimitsJSON


class FormView(PublicView):
    """The choices of the form."""

    @reads(
        "school_support_form",
        TAG,
        declare(FormJSON),
        parameters=[LOCALE_PARAMETER],
    )
    def get(self, request: HttpRequest) -> HttpResponse:
        """Return what can be chosen, named in the reader's language."""
        version = content_version.current()
        code = reader_locale(request.GET)
        with translation.override(code):
            value = _choices(code)
        # What the law allows depends on the day.
        return json_answer(request, value, version, keep=False)


def _choices(code: str) -> dict[str, Any]:
    return {
        "kinds": [_kind(one, today()) for one in known(code).values()],
        "languages": _languages(code),
        "bands": [{"code": str(one), "name": str(one.label)} for one in Band],
        "levels": [{"code": str(one), "name": str(one.label)} for one in PolishLevel],
        "counties": _counties(code),
        "files": {"max_count": MAX_FILES, "max_bytes": MAX_BYTES, "extensions": list(EXTENSIONS)},
    }


def _kind(kind: SupportTypeText, day: date) -> dict[str, Any]:
    text = kind.allowed_on(day)
    allowance = {
        "text": text,
        "from": kind.allowance_from.isoformat() if kind.allowance_from else None,
        "until": kind.allowance_until.isoformat() if kind.allowance_until else None,
    }
    return {
        "key": str(kind.key),
        "name": kind.name,
        "description": kind.description,
        "lang": kind.lang,
        "allowance": allowance if text else None,
        "asks_what_was_tried": kind.asks_what_was_tried,
    }


def _languages(code: str) -> list[dict[str, str]]:
    """Return languages by name, the frequent ones first and “another” last."""
    last = dict.fromkeys(FREQUENT, -1) | {OTHER_LANGUAGE: 1}
    named = [{"code": one, "name": language_name(one, code)} for one in PUPIL_LANGUAGES]
    return sorted(named, key=lambda one: (last.get(one["code"], 0), sort_key(one["name"])))


def _counties(code: str) -> list[dict[str, str]]:
    named = [{"code": one, "name": region().county_name(one, code)} for one in region().counties]
    return sorted(named, key=lambda one: sort_key(one["name"]))
