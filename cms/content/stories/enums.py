"""Kinds and states of consents, and reasons for corrections."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsentKind(models.TextChoices):
    """What somebody consents to. The laws differ, so each is given and withdrawn on its own."""

    # Regulation (EU) 2016/679, art. 6(1)(a) and 7: telling the story, under whatever name.
    DATA = "data", _("personal data (GDPR)")
    # Polish copyright act of 4 February 1994, art. 81: showing the likeness.
    IMAGE = "image", _("likeness (Copyright Act, art. 81)")


class Signer(models.TextChoices):
    """Who signed the form."""

    PERSON = "person", _("the person")
    GUARDIAN = "guardian", _("a parent or guardian")


class ConsentState(models.TextChoices):
    """Where a consent stands on a day."""

    VALID = "valid", _("valid")
    EXPIRES_SOON = "expires_soon", _("expires soon")
    NOT_YET = "not_yet", _("not yet given")
    EXPIRED = "expired", _("expired")
    WITHDRAWN = "withdrawn", _("withdrawn")
    VOID = "void", _("recorded by mistake")


class VoidReason(models.TextChoices):
    """Why a record is void. A choice and no text, so that nobody is named in it."""

    OTHER_STORY = "other_story", _("It belongs to another story")
    OTHER_KIND = "other_kind", _("The form is about another kind of consent")
    TWICE = "twice", _("The same form was recorded twice")
    WRONG_DETAILS = "wrong_details", _("A date or the signature was recorded wrongly")
    NO_FORM = "no_form", _("There is no signed form")


class SlipReason(models.TextChoices):
    """Why a withdrawal was a mistake of ours; who changes their mind gives a new consent."""

    OTHER_STORY = "other_story", _("Another story was meant")
    OTHER_KIND = "other_kind", _("Another kind of consent was withdrawn")
    NOBODY = "nobody", _("Nobody has withdrawn anything")


IN_FORCE: Final = frozenset({ConsentState.VALID, ConsentState.EXPIRES_SOON})
EXPIRES_SOON_DAYS: Final = 30
URGENT_DAYS: Final = 7
