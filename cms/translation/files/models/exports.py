"""Files that are made for somebody to fetch."""

from django.conf import settings
from django.db import models

from cms.translation.files.enums import FileFormat


class Export(models.Model):
    """A whole language as files; ``expected`` is how many there will be. Kept for some days."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    file_format = models.CharField(max_length=3, choices=FileFormat)
    expected = models.PositiveIntegerField()
    # The work that makes the files; empty where they were made at once.
    batch = models.ForeignKey("core.Batch", on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.locale_id} {self.created_at:%Y-%m-%d}"


class ExportedFile(models.Model):
    """One translation of an export."""

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    content = models.BinaryField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["export", "name"], name="exchange_one_file_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name
