"""How much was translated on a day."""

from django.db import models


class Coverage(models.Model):
    """The state of one language at the end of a day in Warsaw, or now if the day is today.

    ``subjects`` are live source pages and snippets; the states count them. Words are of the
    source, those of machines not yet read by a person count as open.
    """

    day = models.DateField()
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    subjects = models.PositiveIntegerField()
    current = models.PositiveIntegerField()
    behind = models.PositiveIntegerField()
    words = models.PositiveIntegerField()
    open_words = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        ordering = ("day", "locale_id")
        constraints = [
            models.UniqueConstraint(fields=["day", "locale"], name="board_once_a_day_and_locale")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.locale_id}: {self.current}/{self.subjects}"

    @property
    def percent(self) -> int:
        """The part of the subjects whose translation is live and current, rounded down."""
        return 100 * self.current // self.subjects if self.subjects else 0
