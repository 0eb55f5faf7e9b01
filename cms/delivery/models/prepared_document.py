"""The JSON of pages, ready to send."""

from django.db import models

MAX_PATH = 1024  # An index entry of PostgreSQL holds 2,704 bytes at most.


class PreparedDocument(models.Model):
    """One page for one reader's locale; valid only while ``version`` is the content version.

    ``is_own``: the page is written in the reader's locale. ``path`` is where this reader finds the
    page, or empty when another page answers there. ``body`` is UTF-8 JSON, ``etag`` the digest of
    it in quotes. Written by ``cms.delivery.documents`` only.
    """

    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="+",
        # A page may be deleted while its document is being stored: that must not be an error.
        db_constraint=False,
    )
    reader_locale = models.CharField(max_length=8)
    is_own = models.BooleanField()
    path = models.CharField(max_length=MAX_PATH, db_index=True)
    version = models.BigIntegerField()
    etag = models.CharField(max_length=40)
    body = models.BinaryField()

    class Meta:
        app_label = "core"
        constraints = [
            models.UniqueConstraint(
                fields=["page", "reader_locale"], name="one_document_per_page_and_reader"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.reader_locale} {self.version}"
