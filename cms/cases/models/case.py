"""A case: who asks, where it stands, who answers, and until when."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.cases.enums import CaseState, Outcome
from cms.core import locales
from cms.core.phone_fields import PhoneField

LOCALES = [(code, locales.NAMES[code]) for code in locales.CODES]
MAX_RATING = 5


class Case(models.Model):
    """Something asked from outside. Moments are UTC, ``due_on`` is a day in Warsaw.

    ``kind`` names what a feature registered (``desk.domain.kinds``), whose own row about the case
    points here. ``about`` says in public words whom it concerns, never a person: a school, a point.
    ``search_words`` is what the inbox looks through: reference, ``about`` and town, folded.
    ``token_digest`` finds it by its private link, which is stored nowhere. ``unanswered_since`` is
    when the sender last wrote something that nobody has answered. ``is_overdue_told`` says that
    somebody was told of this due date.

    Contact data is emptied ``CASE_CONTACT_DAYS`` after closing, texts and files
    ``CASE_TEXT_DAYS`` after; what is counted stays. Only ``desk.domain`` writes ``state``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(_("reference"), max_length=16, unique=True)
    kind = models.CharField(_("kind"), max_length=20)
    state = models.CharField(
        _("state"), max_length=12, choices=CaseState.choices, default=CaseState.RECEIVED
    )
    locale = models.CharField(_("language"), max_length=10, choices=LOCALES)
    county = models.CharField(_("county"), max_length=8, blank=True)
    about = models.CharField(_("about"), max_length=250)
    search_words = models.CharField(max_length=400)
    token_digest = models.CharField(max_length=64, unique=True)

    contact_name = models.CharField(_("name"), max_length=120, blank=True)
    contact_role = models.CharField(_("position"), max_length=120, blank=True)
    email = models.EmailField(_("email"), blank=True, db_index=True)
    phone = PhoneField(_("phone"), blank=True)
    consented_at = models.DateTimeField(_("information clause accepted at"))

    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    is_overdue_told = models.BooleanField(default=False)
    unanswered_since = models.DateTimeField(_("unanswered since"), null=True)
    received_at = models.DateTimeField(_("received at"))
    changed_at = models.DateTimeField(_("changed at"))
    first_answered_at = models.DateTimeField(_("first answered at"), null=True)
    closed_at = models.DateTimeField(_("closed at"), null=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices, blank=True)
    merged_into = models.ForeignKey(
        "desk.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    rating = models.PositiveSmallIntegerField(
        _("rating"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_RATING)],
    )
    rating_comment = models.TextField(_("comment on the rating"), blank=True)
    contact_deleted_at = models.DateTimeField(null=True)
    texts_deleted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        default_permissions = ()
        permissions = (
            ("manage_remits", _("Can say who answers for which counties")),
            ("manage_personal_data", _("Can export and delete a person's data")),
        )
        ordering: ClassVar[tuple[str, ...]] = ("-received_at", "pk")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kind", "state", "county"], name="desk_inbox"),
            models.Index(fields=["kind", "-received_at"], name="desk_newest"),
            models.Index(fields=["assignee", "state"], name="desk_mine"),
            models.Index(fields=["due_on"], name="desk_due", condition=Q(closed_at=None)),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(rating=None) | Q(rating__gte=1, rating__lte=MAX_RATING),
                name="desk_rating_in_range",
            ),
        ]

    def __str__(self) -> str:
        """Name it without people: this stands in logs."""
        return self.reference
