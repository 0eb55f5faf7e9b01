"""The index: documents, the stems of each language, and which document has which stem."""

from django.db import models

from cms.search.enums import Kind

MAX_STEM = 40


class IndexState(models.Model):
    """The one row that whoever writes to the index locks.

    ``number`` grows with every change of the index: what is kept in memory is valid for one.
    ``content_version`` is the last one whose changes are all in it.
    """

    number = models.BigIntegerField(default=0)
    content_version = models.BigIntegerField(default=-1)

    def __str__(self) -> str:
        return f"{self.number} of {self.content_version}"


class IndexDocument(models.Model):
    """A text in one language that can be found, as the public API has it.

    Whether the public may see it is not kept here: it follows from ``page`` or ``file`` at the
    moment of a search. ``group`` is the same for all languages of a text; ``source_id`` is the id
    of its source page. ``sections`` are [offset in ``text``, anchor, heading], in order;
    ``anchor`` is where on the page the whole document stands. ``audiences`` are ids with commas
    around them, ``county`` an official code. ``stamp`` tells from what it was read.
    """

    key = models.CharField(max_length=80, unique=True)
    group = models.CharField(max_length=60, db_index=True)
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.CASCADE, related_name="+"
    )
    file = models.ForeignKey(
        "wagtaildocs.Document", null=True, on_delete=models.CASCADE, related_name="+"
    )
    source_id = models.BigIntegerField()
    kind = models.CharField(max_length=16, choices=Kind.choices)
    lang = models.CharField(max_length=8)
    title = models.TextField()
    text = models.TextField()
    sections = models.JSONField(default=list)
    anchor = models.CharField(max_length=200, blank=True)
    audiences = models.CharField(max_length=500, blank=True)
    county = models.CharField(max_length=8, blank=True)
    stamp = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"{self.key} {self.lang}"


class IndexWord(models.Model):
    """A stem of a language, folded; ``documents`` says how many have it."""

    lang = models.CharField(max_length=8)
    stem = models.CharField(max_length=MAX_STEM)
    documents = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lang", "stem"], name="search_stem_once_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.lang}: {self.stem}"


class Posting(models.Model):
    """A document has a stem; ``weight`` from 1 to 1000 says how much the stem says of it."""

    word = models.ForeignKey(IndexWord, on_delete=models.CASCADE, related_name="+", db_index=False)
    document = models.ForeignKey(IndexDocument, on_delete=models.CASCADE, related_name="postings")
    weight = models.SmallIntegerField()

    class Meta:
        indexes = [
            models.Index(
                "word", models.F("weight").desc(), "document", name="search_best_documents_first"
            )
        ]

    def __str__(self) -> str:
        return f"{self.word_id} in {self.document_id}"
