"""How many characters were sent."""

from django.db import models

from cms.translation.machines.enums import Provider


class MachineSpending(models.Model):
    """Characters sent to one machine for one language in one month.

    What may have been charged counts; what a machine refused does not.
    """

    target = models.CharField(max_length=10)
    provider = models.CharField(max_length=20, choices=Provider.choices)
    # First day of the month on Warsaw's calendar.
    month = models.DateField()
    characters = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["target", "provider", "month"], name="machine_spending_once_a_month"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.target} {self.provider}: {self.characters}"
