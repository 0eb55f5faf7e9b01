"""Consents: what a story rests on, kept apart from the story and its revisions."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.content.stories.enums import (
    EXPIRES_SOON_DAYS,
    ConsentKind,
    ConsentState,
    Signer,
    VoidReason,
)


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Consents by what they are good for; days are those of Europe/Warsaw."""

    def of(self, translation_key: UUID) -> "ConsentQuerySet":
        """Return the consents to one story, in whatever language it is told."""
        return self.filter(translation_key=translation_key)

    def true(self) -> "ConsentQuerySet":
        """Return those that were not recorded by mistake: what has ever been consented to."""
        return self.filter(voided_at__isnull=True)

    def standing(self) -> "ConsentQuerySet":
        """Return those that are neither withdrawn nor recorded by mistake."""
        return self.true().filter(withdrawn_on__isnull=True)

    def in_force(self, day: date | None = None) -> "ConsentQuerySet":
        """Return those that are good on ``day``, by default today; the last day counts."""
        day = day or timezone.localdate()
        return self.standing().filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day), given_on__lte=day
        )

    def in_state(self, state: str, day: date | None = None) -> "ConsentQuerySet":
        """Return those in a ``ConsentState`` on ``day``, by default today."""
        day = day or timezone.localdate()
        soon = day + timedelta(days=EXPIRES_SOON_DAYS)
        standing = self.standing()
        return {
            ConsentState.VOID: self.filter(voided_at__isnull=False),
            ConsentState.WITHDRAWN: self.true().filter(withdrawn_on__isnull=False),
            ConsentState.NOT_YET: standing.filter(given_on__gt=day),
            ConsentState.EXPIRED: standing.filter(given_on__lte=day, valid_until__lt=day),
            ConsentState.EXPIRES_SOON: self.in_force(day).filter(valid_until__lte=soon),
            ConsentState.VALID: self.in_force(day).exclude(valid_until__lte=soon),
        }[ConsentState(state)]


class Consent(models.Model):
    """One signed form, about one story. It is added and withdrawn, never edited or deleted.

    A record made by mistake is void: it says when, by whom and why, and counts for nothing.

    Bound to the story by its translation key: a consent holds for every language, and no copy,
    revision or export of a page carries it. The person is named only in ``note``, if anywhere.
    """

    translation_key = models.UUIDField(db_index=True, editable=False)
    kind = models.CharField(_("consent to"), max_length=8, choices=ConsentKind.choices)
    given_on = models.DateField(_("given on"))
    valid_until = models.DateField(
        _("valid until"),
        null=True,
        blank=True,
        help_text=_("The last day, as the form says. Leave empty when it sets none."),
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True, editable=False)
    signed_by = models.CharField(
        _("signed by"), max_length=10, choices=Signer.choices, default=Signer.PERSON
    )
    person_under_16 = models.BooleanField(
        _("the person is under 16"),
        default=False,
        help_text=_("Then a parent or guardian signs."),
    )
    note = models.TextField(
        _("note"),
        blank=True,
        max_length=1000,
        help_text=_("For us only: where the signed form is kept. Never shown to readers."),
    )
    created_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("withdrawal recorded by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    voided_at = models.DateTimeField(_("marked as a mistake at"), null=True, editable=False)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("marked as a mistake by"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    void_reason = models.CharField(
        _("why it is a mistake"), max_length=16, choices=VoidReason.choices, default="", blank=True
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ("-given_on", "-pk")
        default_permissions = ("add", "view")
        permissions: ClassVar[list[Any]] = [("withdraw_consent", "Can withdraw consent")]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(person_under_16=False) | Q(signed_by=Signer.GUARDIAN),
                name="guardians_sign_for_children",
                violation_error_message=_("For somebody under 16 a parent or guardian signs."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("given_on")),
                name="consents_end_after_they_begin",
                violation_error_message=_("It cannot end before it was given."),
            ),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, void_reason="")
                | (Q(voided_at__isnull=False, withdrawn_on__isnull=True) & ~Q(void_reason="")),
                name="void_consents_say_why",
            ),
        ]

    def __str__(self) -> str:
        """Name the record without naming anybody: Wagtail's log keeps this text."""
        return f"{self.get_kind_display()}, {self.given_on.isoformat()}"

    def clean(self) -> None:
        """Raise ``ValidationError`` for a day to come, and for a child's own signature."""
        if self.given_on and self.given_on > timezone.localdate():
            raise ValidationError({"given_on": _("This day is still to come.")})
        if self.person_under_16 and self.signed_by != Signer.GUARDIAN:
            raise ValidationError(
                {"signed_by": _("For somebody under 16 a parent or guardian signs.")}
            )

    @property
    def state(self) -> ConsentState:
        """Where it stands today."""
        if self.voided_at is not None:
            return ConsentState.VOID
        if self.withdrawn_on is not None:
            return ConsentState.WITHDRAWN
        return self._state_by_day(timezone.localdate())

    def _state_by_day(self, today: date) -> ConsentState:
        if self.given_on > today:
            return ConsentState.NOT_YET
        if self.valid_until is None:
            return ConsentState.VALID
        if self.valid_until < today:
            return ConsentState.EXPIRED
        is_soon = self.valid_until <= today + timedelta(days=EXPIRES_SOON_DAYS)
        return ConsentState.EXPIRES_SOON if is_soon else ConsentState.VALID


def kinds_in_force(keys: Iterable[UUID]) -> dict[UUID, set[str]]:
    """Return the kinds of consent that are in force today, by story; one query."""
    found: dict[UUID, set[str]] = {key: set() for key in keys}
    rows = Consent.objects.in_force().filter(translation_key__in=found)
    for key, kind in rows.values_list("translation_key", "kind"):
        found[key].add(kind)
    return found
