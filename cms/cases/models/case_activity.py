"""Trainings and courses that help in a case."""

from typing import ClassVar

from django.db import models


class CaseActivity(models.Model):
    """A page, in its source language, that the sender is shown: a training, a course."""

    case = models.ForeignKey("desk.Case", on_delete=models.PROTECT, related_name="activities")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")

    class Meta:
        default_permissions = ()
        ordering: ClassVar[tuple[str, ...]] = ("pk",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "page"], name="desk_linked_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.page_id}"
