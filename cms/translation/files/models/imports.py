"""Files that somebody uploaded, until they are imported or forgotten."""

from django.conf import settings
from django.db import models

from cms.translation.files.enums import FileProblem, FileState


class Import(models.Model):
    """One upload: a file, or the files of a zip. Kept for some days."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    # Set where the file must be of this translation: it was uploaded from its page.
    translation = models.ForeignKey(
        "wagtail_localize.Translation", on_delete=models.CASCADE, null=True, related_name="+"
    )
    # The work that reads the files or writes them; empty where that is done at once.
    batch = models.ForeignKey("core.Batch", on_delete=models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class ImportedFile(models.Model):
    """One file, what it would change and what became of it.

    ``counts`` are numbers of texts by Outcome, as they were when the file was last read. ``taken``
    are the newer texts that somebody chose to overwrite: {segment id: version of what they saw}.
    ``written`` are texts stored; ``kept`` those left because of newer work.
    """

    upload = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    translation = models.ForeignKey(
        "wagtail_localize.Translation", on_delete=models.CASCADE, null=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=FileState, default=FileState.WAITING)
    problem = models.CharField(max_length=20, choices=FileProblem, blank=True)
    counts = models.JSONField(default=dict)
    taken = models.JSONField(default=dict)
    written = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
