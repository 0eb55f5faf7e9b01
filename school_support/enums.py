"""The words of the form by which schools ask for support."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Band(models.TextChoices):
    """Classes as the form counts them."""

    PRESCHOOL = "preschool", _("pre-school")
    CLASSES_1_3 = "1-3", _("classes 1 to 3")
    CLASSES_4_6 = "4-6", _("classes 4 to 6")
    CLASSES_7_8 = "7-8", _("classes 7 and 8")
    SECONDARY = "secondary", _("secondary school")


class PolishLevel(models.TextChoices):
    """How well pupils know Polish: levels of the Council of Europe, A0 for none."""

    A0 = "A0", _("none (A0)")
    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1+", _("B1 or better")


# Languages that pupils speak, as the form offers them (ISO 639); "mis" is any other.
PUPIL_LANGUAGES: Final = (
    "uk",
    "ru",
    "be",
    "ka",
    "en",
    "es",
    "vi",
    "zh",
    "hi",
    "ne",
    "uz",
    "tr",
    "ar",
    "az",
    "hy",
    "kk",
    "rom",
    "mis",
)


class Step(models.TextChoices):
    """The pages of the form, in order."""

    SCHOOL = "school", _("School")
    CONTACT = "contact", _("Contact person")
    PUPILS = "pupils", _("Pupils")
    SUPPORT = "support", _("Kinds of support")
    TRIED = "tried", _("What was tried")
    FILES = "files", _("Files")
    CONSENT = "consent", _("Information clause")
    CHECK = "check", _("Check your answers")
