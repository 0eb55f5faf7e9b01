"""What is said in a case, and the files that come with it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.cases.enums import FileState, Voice


class Message(models.Model):
    """Something said, in plain text, in the case of who said it or was answered.

    ``readers`` are other cases to whose senders staff said it as well: those joined at the time.
    Emptied with the texts of the last case that reads it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("desk.Case", on_delete=models.PROTECT, related_name="messages")
    voice = models.CharField(max_length=6, choices=Voice.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("message"), blank=True)
    created_at = models.DateTimeField(_("written at"))
    readers = models.ManyToManyField("desk.Case", related_name="+", blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        default_permissions = ()
        ordering: ClassVar[tuple[str, ...]] = ("created_at", "pk")

    def __str__(self) -> str:
        return f"{self.voice} {self.pk}"


def path_of(file: "CaseFile", _filename: str) -> str:
    """Return where a file is stored."""
    # Nothing of the sender's own name for it: names of files tell of people.
    return f"cases/{file.pk.hex[:2]}/{file.pk.hex}"


class CaseFile(models.Model):
    """A file of a case, or of a request that is still being written (``draft_id``).

    Stored under a random name where no web server reaches; ``name`` is the sender's own word for
    it, cleaned. ``media_type`` is of its content. Sizes are bytes. Deleted with the case's texts:
    ``content`` is empty then, the row stays to be counted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("desk.Case", null=True, on_delete=models.PROTECT, related_name="files")
    draft_id = models.UUIDField(null=True, db_index=True)
    message = models.ForeignKey(
        "desk.Message", null=True, on_delete=models.PROTECT, related_name="files"
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("size"))
    content = models.FileField(upload_to=path_of, max_length=120, blank=True)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=FileState.choices)
    created_at = models.DateTimeField(_("uploaded at"))

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        default_permissions = ()
        ordering: ClassVar[tuple[str, ...]] = ("created_at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(case=None, draft_id__isnull=False, message=None)
                | Q(case__isnull=False, draft_id=None),
                name="desk_file_of_case_or_draft",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
