"""What the demo's pages hold besides texts: facts of the Polish page that count everywhere."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from cms.handbook.models import ChapterPage, ChapterTerm, LegalBasis
from cms.practices.models import PracticePage
from cms.stories.models import Consent, StoryPage

from .bodies import References
from .taxonomies import Words

Facts = dict[str, Any]
Taxonomies = dict[str, dict[str, Words]]


def fill(page: Any, facts: Facts, references: References, words: Taxonomies) -> None:
    """Set the facts of a Polish page; only consents are saved, which stand apart from pages."""
    if type(page) in _FILLERS:
        _FILLERS[type(page)](page, facts, references, words)


def _chapter(page: ChapterPage, facts: Facts, _references: References, words: Taxonomies) -> None:
    page.audiences.set([words["audiences"][key] for key in facts["audiences"]])
    page.chapter_terms = [ChapterTerm(term=words["terms"][key]) for key in facts["terms"]]
    page.legal_basis = [
        LegalBasis(
            sort_order=order,
            act=basis["act"],
            provisions=basis["provisions"],
            url=basis["url"],
            valid_from=day(basis["valid_from"]),
            valid_until=day(basis["valid_until"]),
        )
        for order, basis in enumerate(facts["legal_basis"])
    ]


def _story(page: StoryPage, facts: Facts, references: References, _words: Taxonomies) -> None:
    page.is_pseudonym = facts["is_pseudonym"]
    page.portrait_id = references.images[facts["portrait"]] if facts.get("portrait") else None
    if Consent.objects.of(page.translation_key).exists():
        return
    for consent in facts["consents"]:
        Consent.objects.create(
            translation_key=page.translation_key,
            kind=consent["kind"],
            given_on=date.fromisoformat(consent["given_on"]),
            valid_until=day(consent["valid_until"]),
            signed_by=consent["signed_by"],
        )


def _practice(page: PracticePage, facts: Facts, _references: References, _w: Taxonomies) -> None:
    for name in ("country", "organisation", "contact_name", "contact_email", "contact_url"):
        setattr(page, name, facts[name])


def day(value: str | None) -> date | None:
    """Return a calendar date from ISO 8601, or None."""
    return date.fromisoformat(value) if value else None


_FILLERS: Final[dict[type, Callable[..., None]]] = {
    ChapterPage: _chapter,
    StoryPage: _story,
    PracticePage: _practice,
}
