"""Which machine translates into a language, and for how much a month."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.translation.machines.enums import Provider


class MachineChoice(models.Model):
    """The machine of one language; its row is the lock under which the budget is spent."""

    locale = models.OneToOneField(
        "wagtailcore.Locale", on_delete=models.CASCADE, related_name="machine_choice"
    )
    provider = models.CharField(
        _("translation machine"), max_length=20, choices=Provider.choices, blank=True
    )
    characters_a_month = models.PositiveIntegerField(
        _("characters a month"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Nothing more is sent when they are used up. Empty: no limit."),
    )

    class Meta:
        default_permissions = ("change",)
        verbose_name = _("machine translation of a language")
        verbose_name_plural = _("machine translation of languages")

    def __str__(self) -> str:
        return f"{self.locale_id}: {self.provider or '-'}"
