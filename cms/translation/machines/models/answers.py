"""Every text that was ever sent to a machine, once."""

from django.db import models

from cms.translation.machines.enums import AnswerState, Problem, Provider


class MachineAnswer(models.Model):
    """A text sent to a machine, and its answer.

    The row is written before the machine is called, and is unique: the same text is never charged
    twice, whoever asks and however often a process dies.
    """

    provider = models.CharField(max_length=20, choices=Provider.choices)
    # Code of the target language.
    target = models.CharField(max_length=10)
    # SHA-256 in hex: of the text as it was sent, terms protected; of the source's own text.
    digest = models.CharField(max_length=64)
    source_digest = models.CharField(max_length=64)
    source = models.TextField()
    # "" until answered.
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=AnswerState.choices, default=AnswerState.ASKING)
    problem = models.CharField(max_length=10, choices=Problem.choices, blank=True)
    characters = models.PositiveIntegerField()
    # First day of the month, on Warsaw's calendar, whose budget it was counted in.
    month = models.DateField()
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "target", "digest"], name="machine_asked_once"
            )
        ]
        indexes = [
            models.Index(fields=["source_digest", "target"], name="machine_by_source"),
            models.Index(fields=["state", "asked_at"], name="machine_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.target} {self.digest[:8]}"
