"""Audiences and terms in the words of one reader."""

from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from cms.core import locales
from cms.core.collation import sort_key

from .json_types import AudienceJSON, TermJSON
from .snippets import Audience, GlossaryTerm

if TYPE_CHECKING:
    from cms.core.representations.context import Reader

Snippet = TypeVar("Snippet", Audience, GlossaryTerm)


def audiences(chosen: Collection[int], reader: "Reader") -> list[AudienceJSON]:
    """Return the audiences that have a public wording, in alphabetical order."""
    found: list[AudienceJSON] = [
        {"id": pk, "name": audience.name, "lang": reader.locale_of(audience)}
        for pk, audience in _best(Audience, chosen, reader)
    ]
    return sorted(found, key=lambda audience: sort_key(audience["name"]))


def terms(chosen: Collection[int], reader: "Reader") -> list[TermJSON]:
    """Return the terms that have a public wording, in alphabetical order."""
    found: list[TermJSON] = [
        {
            "id": pk,
            "term": term.term,
            "definition_html": reader.html(term.definition),
            "lang": reader.locale_of(term),
            "anchor": term.anchor,
        }
        for pk, term in _best(GlossaryTerm, chosen, reader)
    ]
    return sorted(found, key=lambda term: sort_key(term["term"]))


def _best(
    model: type[Snippet], chosen: Collection[int], reader: "Reader"
) -> list[tuple[int, Snippet]]:
    """Return (id that was chosen, public version best for the reader): one query, no doubles."""
    keys = model.objects.filter(pk__in=chosen).values("translation_key")
    versions: dict[UUID, dict[str, Snippet]] = defaultdict(dict)
    ids: dict[UUID, int] = {}
    for version in model.objects.filter(translation_key__in=keys):
        if version.pk in chosen:
            ids[version.translation_key] = version.pk
        if version.live:
            versions[version.translation_key][reader.locale_of(version)] = version
    best = (
        (ids[key], public.get(reader.locale_code) or public.get(locales.SOURCE))
        for key, public in versions.items()
    )
    return [(pk, version) for pk, version in best if version is not None]
