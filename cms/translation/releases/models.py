"""Pages and languages that go live together."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from wagtail.models import Locale, Page

from cms.translation.releases.enums import ReleaseState


class Release(models.Model):
    """Source pages with some of their languages: published in one transaction or not at all.

    ``go_live_at`` (UTC) is when; the moment of its creation means at once. ``changed_by`` changed
    the plan last, at ``changed_at``. ``owner`` stands for the plan as it is now, None for nobody:
    that is handed over, who did what is not. ``problems`` are why it failed: sentences for them.
    """

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(null=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    go_live_at = models.DateTimeField()
    locales = models.ManyToManyField(Locale, related_name="+")
    state = models.CharField(
        max_length=10, choices=ReleaseState.choices, default=ReleaseState.PLANNED
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    problems = models.JSONField(default=list)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

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
        """The source pages that still exist as they stand in the tree, parents first."""
        found = Page.objects.filter(pk__in=self.pages.values("page")).order_by("path")
        return list(found.specific())


class ReleasePage(models.Model):
    """A source page of a release, and the very text of it that was chosen.

    ``revision`` is that text, unless the page ``goes_as_live``. A page that is deleted leaves its
    ``title``. What is live is noted as ids of revisions by language code, None for a page that is
    live without one; languages that are not live are left out: ``live_at_planning`` is compared
    when the release fires, ``live_before`` and ``live_after`` are of the moment it fired.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=255, blank=True)
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    goes_as_live = models.BooleanField(default=False)
    live_at_planning = models.JSONField(default=dict)
    live_before = models.JSONField(default=dict)
    live_after = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["release", "page"], name="release_page_once")
        ]

    def __str__(self) -> str:
        return f"{self.release_id}: {self.page_id}"
