"""What people send when they sign up or change something, checked."""

from collections.abc import Collection, Iterable
from typing import Any, Final

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from cms.core import locales
from cms.delivery.api.contact_fields import AddressField, PhoneField
from cms.delivery.api.problems import filled
from events.domain.registrations import ParticipantInput
from events.enums import Level, Question, Reminders
from events.models import Group
from events.rules.age_limits import misfits

MAX_PARTY: Final = 30
MAX_AGE: Final = 120
_ONE_LINE: Final = RegexValidator(r"^[^\x00-\x1f\x7f]*$", _("Write it in one line."))

# Which fields a question asks for, and which of them must be answered.
FIELDS: Final[dict[Question, tuple[str, ...]]] = {
    Question.NAME: ("name",),
    Question.PHONE: ("phone",),
    Question.AGES: ("ages",),
    Question.LEVEL: ("level",),
    Question.INSTITUTION: ("institution", "role"),
    Question.NEEDS: ("needs",),
}
_REQUIRED: Final = frozenset({"name", "phone", "ages", "level", "institution"})


def _line(length: int, *validators: RegexValidator) -> serializers.CharField:
    return serializers.CharField(
        required=False, allow_blank=True, max_length=length, validators=[_ONE_LINE, *validators]
    )


class ParticipantSerializer(serializers.Serializer[Any]):
    """Checks what :class:`SaidParticipantJSON` describes."""

    id = serializers.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    age = serializers.IntegerField(required=False, min_value=0, max_value=MAX_AGE, allow_null=True)
    name = _line(120)


class ContactSerializer(serializers.Serializer[Any]):
    """The fields that organisers may ask for."""

    name = _line(120)
    phone = PhoneField(required=False, allow_blank=True)
    level = serializers.ChoiceField(choices=Level.choices, required=False, allow_blank=True)
    institution = _line(160)
    role = _line(120)
    needs = serializers.CharField(required=False, allow_blank=True, max_length=1000)
    size = serializers.IntegerField(required=False, min_value=1, max_value=MAX_PARTY)
    ages = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=MAX_AGE, allow_null=True),
        required=False,
        max_length=MAX_PARTY,
    )
    participants = serializers.ListField(
        child=ParticipantSerializer(), required=False, max_length=MAX_PARTY, allow_empty=False
    )


class NewRegistrationSerializer(ContactSerializer):
    """Checks what :class:`NewRegistrationJSON` describes."""

    group = serializers.IntegerField(min_value=1, max_value=2**31 - 1)
    locale = serializers.ChoiceField(choices=locales.CODES)
    email = AddressField(validators=[_ONE_LINE])
    consent = serializers.BooleanField()
    again = serializers.BooleanField(required=False, default=False)

    def validate_consent(self, value: object) -> object:
        """Refuse a sign-up without the information clause accepted."""
        if not value:
            raise serializers.ValidationError(_("Without this we cannot sign you up."))
        return value


class ChangeSerializer(ContactSerializer):
    """Checks what :class:`ChangedRegistrationJSON` describes."""

    email = AddressField(required=False, validators=[_ONE_LINE])
    reminders = serializers.ChoiceField(choices=Reminders.choices, required=False)


class LostLinkSerializer(serializers.Serializer[Any]):
    """Checks what :class:`LostLinkJSON` describes."""

    email = AddressField(validators=[_ONE_LINE])
    locale = serializers.ChoiceField(choices=locales.CODES)


def asked(data: dict[str, Any], questions: Collection[str]) -> dict[str, Any]:
    """Return ``data`` without what the organiser does not ask for."""
    every = {name for names in FIELDS.values() for name in names}
    return {name: value for name, value in data.items() if name not in every - _wanted(questions)}


def missing(data: dict[str, Any], questions: Collection[str]) -> dict[str, Any]:
    """Return an error for each field that is asked for and not answered."""
    wanted = _wanted(questions)
    errors: dict[str, Any] = {
        name: _("Please fill this in.") for name in wanted & _REQUIRED if not data.get(name)
    }
    if "ages" in wanted and None in data.get("ages", ()):
        errors["ages"] = _("Write the age of each child.")
    return errors


def participants_in(data: dict[str, Any], group: Group) -> tuple[ParticipantInput, ...]:
    """Take out who takes part, with ages where they are asked, names where there are certificates.

    Their ages stand in ``data`` then, to be checked as those of a list are.
    """
    people = data.pop("participants", ())
    asks_ages = Question.AGES in group.questions
    if people and asks_ages:
        data["ages"] = [each.get("age") for each in people]
    return tuple(
        ParticipantInput(
            id=each.get("id"),
            age=each.get("age") if asks_ages else None,
            name=each.get("name") if group.has_certificates else None,
        )
        for each in people
    )


def emptied(data: dict[str, Any], questions: Collection[str]) -> dict[str, Any]:
    """Return an error for each field of a change that would take back what is asked for."""
    errors = missing(data, questions)
    return {name: text for name, text in errors.items() if name in data}


def unfit(ages: Iterable[int | None], group: Group) -> dict[str, Any]:
    """Return an error where somebody is not of the age that a group is for."""
    first, last = group.age_from, group.age_to
    if not misfits(ages, first, last):
        return {}
    if last is None:
        return {"ages": filled(_("This group is for ages from %(first)d."), {"first": first})}
    if first is None:
        return {"ages": filled(_("This group is for ages up to %(last)d."), {"last": last})}
    text = _("This group is for ages from %(first)d to %(last)d.")
    return {"ages": filled(text, {"first": first, "last": last})}


def _wanted(questions: Collection[str]) -> set[str]:
    return {name for question in questions for name in FIELDS[Question(question)]}


class OfferSerializer(serializers.Serializer[Any]):
    """Checks what :class:`OfferAnswerJSON` describes."""

    accept = serializers.BooleanField()
