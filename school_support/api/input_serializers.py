"""The pages of the form, checked one by one or all at once."""

from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from cms.cases.api.input_serializers import address, language, line, phone, text
from cms.delivery.region import region
from school_support.domain.support_types import known
from school_support.enums import PUPIL_LANGUAGES, Band, PolishLevel, Step
from school_support.models import School
from school_support.models.support_request import MAX_PUPILS

MAX_GROUPS: Final = 60
_SOURCE: Final = "pl"
WITHOUT_CONSENT: Final = _("Without this we cannot take the request.")
CHOOSE: Final[dict[str, Any]] = {"invalid_choice": _("Please choose from the list.")}


class SchoolSerializer(serializers.Serializer[Any]):
    """A school of the register by its number, or one that is typed in."""

    rspo = line(9)
    name = line(250)
    town = line(80)
    county = line(8)

    def validate_rspo(self, value: str) -> str:
        """Refuse a number that the register does not know."""
        if value and not School.objects.filter(rspo=value).exists():
            raise serializers.ValidationError(_("We know no school with this number."))
        return value

    def validate_county(self, value: str) -> str:
        """Refuse a code that the region does not know."""
        if value and value not in region().counties:
            raise serializers.ValidationError(_("Please choose one of the counties."))
        return value

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Ask for what a typed-in school needs."""
        if attrs.get("rspo"):
            return attrs
        missing = {
            name: _("Please fill this in.") for name in ("name", "town") if not attrs.get(name)
        }
        if not attrs.get("county"):
            missing["county"] = _("Please choose one of the counties.")
        if missing:
            raise serializers.ValidationError(missing)
        return attrs


class ContactSerializer(serializers.Serializer[Any]):
    """Who can be asked at the school."""

    name = line(120, required=True)
    role = line(120)
    email = address()
    phone = phone()


class GroupSerializer(serializers.Serializer[Any]):
    """How many pupils speak a language, in a band of classes, at a level."""

    language = serializers.ChoiceField(choices=PUPIL_LANGUAGES, error_messages=CHOOSE)
    band = serializers.ChoiceField(choices=Band.choices, error_messages=CHOOSE)
    level = serializers.ChoiceField(choices=PolishLevel.choices, error_messages=CHOOSE)
    count = serializers.IntegerField(
        min_value=1, max_value=MAX_PUPILS, error_messages={"invalid": _("Write a whole number.")}
    )


class PupilsSerializer(serializers.Serializer[Any]):
    """For whom it is: numbers, never names."""

    groups = serializers.ListField(
        child=GroupSerializer(),
        min_length=1,
        max_length=MAX_GROUPS,
        error_messages={"min_length": _("Please name at least one group of pupils.")},
    )

    def validate_groups(self, value: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Add up rows that say the same twice."""
        summed: dict[tuple[str, str, str], int] = {}
        for row in value:
            place = (row["language"], row["band"], row["level"])
            summed[place] = min(MAX_PUPILS, summed.get(place, 0) + row["count"])
        return [
            {"language": name, "band": band, "level": level, "count": count}
            for (name, band, level), count in summed.items()
        ]


class SupportSerializer(serializers.Serializer[Any]):
    """What is asked for."""

    kinds = serializers.ListField(
        child=serializers.UUIDField(error_messages={"invalid": CHOOSE["invalid_choice"]}),
        min_length=1,
        max_length=30,
        error_messages={"min_length": _("Please choose at least one kind of support.")},
    )
    situation = text()

    def validate_kinds(self, value: list[UUID]) -> list[UUID]:
        """Refuse what is not offered."""
        if set(value) - known(_SOURCE).keys():
            raise serializers.ValidationError(_("Please choose from the list."))
        return list(dict.fromkeys(value))


class TriedSerializer(serializers.Serializer[Any]):
    """What the school has tried."""

    tried = text()


class ConsentSerializer(serializers.Serializer[Any]):
    """The information clause."""

    consent = serializers.BooleanField(error_messages={"invalid": WITHOUT_CONSENT})

    def validate_consent(self, value: object) -> object:
        """Refuse a request without it."""
        if not value:
            raise serializers.ValidationError(WITHOUT_CONSENT)
        return value


# What is checked page by page; files are kept at once, and "check" asks for nothing.
SERIALIZERS: Final[dict[str, type[serializers.Serializer[Any]]]] = {
    Step.SCHOOL.value: SchoolSerializer,
    Step.CONTACT.value: ContactSerializer,
    Step.PUPILS.value: PupilsSerializer,
    Step.SUPPORT.value: SupportSerializer,
    Step.TRIED.value: TriedSerializer,
    Step.CONSENT.value: ConsentSerializer,
}


class RequestSerializer(serializers.Serializer[Any]):
    """Checks what :class:`NewRequestJSON` describes: all pages at once."""

    locale = language()
    school = SchoolSerializer()
    contact = ContactSerializer()
    pupils = PupilsSerializer()
    support = SupportSerializer()
    tried = TriedSerializer(required=False)
    consent = ConsentSerializer()


class NewDraftSerializer(serializers.Serializer[Any]):
    """Checks what :class:`NewDraftJSON` describes."""

    locale = language()
