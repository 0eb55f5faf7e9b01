"""The people of a registration in a form: each by their own id, so nobody is taken for another."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from events.domain.registrations import ParticipantInput
from events.models import Participant, Registration

OLDEST: Final = 120
NAME_LENGTH: Final = 120


def participant_fields(registration: Registration, *, names: bool) -> Iterator[tuple[str, Any]]:
    """Yield the fields of everybody who takes part, by name; ``names`` for certificates."""
    for one in registration.participants.all():
        label = one.name or _("Participant %(number)d") % {"number": one.position}
        yield f"age-{one.pk}", _age(label, one)
        if names:
            yield f"name-{one.pk}", _name(label, one)
        text = _("%(who)s: takes part no longer") % {"who": label}
        yield f"leaves-{one.pk}", forms.BooleanField(label=text, required=False)
    yield (
        "more",
        forms.IntegerField(
            label=_("How many more take part"), min_value=0, initial=0, required=False
        ),
    )


def participants_in(
    cleaned: Mapping[str, Any], registration: Registration
) -> tuple[ParticipantInput, ...]:
    """Return who stays, and one more for each that is added."""
    staying = [
        ParticipantInput(
            id=one.pk, age=cleaned.get(f"age-{one.pk}"), name=cleaned.get(f"name-{one.pk}")
        )
        for one in registration.participants.all()
        if f"age-{one.pk}" in cleaned and not cleaned.get(f"leaves-{one.pk}")
    ]
    return (*staying, *(ParticipantInput() for _each in range(cleaned.get("more") or 0)))


def shows_whom(data: Mapping[str, Any], fields: Mapping[str, Any]) -> bool:
    """Tell whether what was sent comes from a form that showed exactly who takes part now."""
    seen, now = ({name for name in names if name.startswith("age-")} for names in (data, fields))
    return seen == now


def _age(label: str, one: Participant) -> forms.Field:
    return forms.IntegerField(
        label=_("%(who)s: age") % {"who": label},
        min_value=0,
        max_value=OLDEST,
        required=False,
        initial=one.age,
    )


def _name(label: str, one: Participant) -> forms.Field:
    return forms.CharField(
        label=_("%(who)s: first name and surname for the certificate") % {"who": label},
        max_length=NAME_LENGTH,
        required=False,
        initial=one.name,
    )
