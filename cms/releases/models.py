"""Pages and languages that go live together."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.models import Locale, Page

from cms.releases.enums import ReleaseState


class Release(models.Model):
    """Source pages with some of their languages: published in one transaction or not at all.

    ``go_live_at`` (UTC) is when; the moment of its creation means at once. ``problems`` are why it
    failed: sentences for its owner.
    """

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    go_live_at = models.DateTimeField()
    locales = models.ManyToManyField(Locale, related_name="+")
    state = models.CharField(
        max_length=10, choices=ReleaseState.choices, default=ReleaseState.PLANNED
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    problems = models.JSONField(default=list)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["go_live_at"], condition=Q(state=ReleaseState.PLANNED), name="release_due"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"

    @property
    def sources(self) -> list[Any]:
        """The source pages as they stand in the tree, parents first."""
        found = Page.objects.filter(pk__in=self.pages.values("page")).order_by("path")
        return list(found.specific())


class ReleasePage(models.Model):
    """A source page of a release, and the very text of it that was chosen.

    Without a ``revision`` the page goes out as it is live.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["release", "page"], name="release_page_once")
        ]

    def __str__(self) -> str:
        return f"{self.release_id}: {self.page_id}"
