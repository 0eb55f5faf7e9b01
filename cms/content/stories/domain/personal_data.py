"""What the register of consents holds of a person: notes in which their address stands."""

from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import ngettext

from cms.cases.domain.personal_data import Source
from cms.cases.rules.email_addresses import normalised
from cms.content.stories.models import Consent


def _of(email: str) -> QuerySet[Consent]:
    notes = Consent.objects.exclude(note="").values_list("pk", "note").iterator()
    return Consent.objects.filter(pk__in=[pk for pk, note in notes if email in _addresses(note)])


def _addresses(note: str) -> set[str]:
    words = (word.strip("<>()[]{},;:.'\"„”«»") for word in note.split())
    return {normalised(word) for word in words if "@" in word}


def _all_addresses() -> set[str]:
    notes = Consent.objects.exclude(note="").values_list("note", flat=True).iterator()
    return {address for note in notes for address in _addresses(note)}


def _export(email: str) -> list[dict[str, Any]]:
    names = ("kind", "given_on", "valid_until", "withdrawn_on", "signed_by", "note")
    return [
        {name: str(value) if (value := getattr(one, name)) else None for name in names}
        for one in _of(email)
    ]


def _erase(email: str) -> int:
    """Empty the notes. That there was a consent stays: it is what a public story rested on."""
    return _of(email).update(note="")


def _named(count: int) -> str:
    return ngettext(
        "%(count)s note in the register of consents",
        "%(count)s notes in the register of consents",
        count,
    ) % {"count": count}


CONSENTS: Final = Source(export=_export, erase=_erase, named=_named, addresses=_all_addresses)
