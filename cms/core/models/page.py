"""The base of every page type."""

from typing import TYPE_CHECKING, Any, ClassVar, TypedDict
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.models import Page, Site
from wagtail_headless_preview.models import HeadlessMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core import previews
from cms.core.blocks.body import BodyBlock
from cms.core.fields import BlocksField
from cms.core.representations.context import BlockJSON
from cms.core.representations.images import ImageJSON

if TYPE_CHECKING:
    from cms.core.representations.context import Reader


class BasePageJSON(TypedDict):
    """What every page has besides ``id``, ``meta`` and ``title``; ``lead`` may be empty."""

    lead: str
    body: list[BlockJSON]


class BasePage(HeadlessMixin, Page):
    """A translatable page without a template: the frontend shows what the API represents.

    ``last_reviewed_on`` is a calendar date (Europe/Warsaw); readers see it together with the name.
    """

    # Paths from the source page to the snippets it shows, for all languages: being behind in one
    # of them is being behind.
    shown_snippets: ClassVar[tuple[str, ...]] = ()
    # The kind by which readers narrow a search; one of ``cms.search.enums.Kind``.
    search_kind: ClassVar[str] = "page"

    lead = models.TextField(
        _("lead"),
        blank=True,
        max_length=400,
        help_text=_("One or two sentences in plain words: what will the reader learn here?"),
    )
    body = BlocksField(BodyBlock(), verbose_name=_("content"), blank=True)
    last_reviewed_on = models.DateField(
        _("last reviewed on"),
        null=True,
        blank=True,
        help_text=_(
            "The day on which somebody checked that everything on this page is still true."
        ),
    )
    last_reviewed_by = models.CharField(
        _("last reviewed by"),
        blank=True,
        max_length=120,
        help_text=_("A name or a team that readers see, for example “Legal team”."),
    )

    content_panels: ClassVar[list[Panel]] = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("last_reviewed_on"), FieldPanel("last_reviewed_by")],
            heading=_("Review"),
        ),
    ]

    translatable_fields: ClassVar[list[Any]] = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        TranslatableField("lead"),
        TranslatableField("body"),
        SynchronizedField("show_in_menus", overridable=False),
        SynchronizedField("last_reviewed_on", overridable=False),
        SynchronizedField("last_reviewed_by", overridable=False),
    ]

    class Meta:
        abstract = True

    @property
    def html_url(self) -> str:
        """The public address; equals the tree path because each home's slug is its locale."""
        return f"{settings.SITE_URL}{self.url_path}"

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Return (site id, address of the public site, path), as Wagtail asks for them."""
        sites = self._get_relevant_site_root_paths(request)
        return (sites[0].site_id, settings.SITE_URL, self.url_path) if sites else None

    def get_url(
        self, request: HttpRequest | None = None, current_site: Site | None = None
    ) -> str | None:
        """Return the absolute public address: the CMS itself shows no pages."""
        del current_site
        return self.html_url if self.get_url_parts(request) else None

    url = property(get_url)

    def serve(self, _request: HttpRequest, *_args: object, **_kwargs: object) -> HttpResponse:
        """Redirect to the public address."""
        return HttpResponseRedirect(self.html_url)

    def serve_preview(self, request: HttpRequest, _preview_mode: str) -> HttpResponse:
        """Show this draft in the frontend, which reads it from the API by a token of its own.

        Raises ``PermissionDenied`` without a logged-in user: a token belongs to somebody.
        """
        if not request.user.is_authenticated or request.user.pk is None:
            raise PermissionDenied
        token = previews.create_token(self, request.user.pk)
        url = f"{settings.SITE_URL}/preview?{urlencode({'token': token})}"
        return render(request, "wagtail_headless_preview/preview.html", {"preview_url": url})

    @property
    def teaser(self) -> str:
        """What makes others want to read on; plain text, may be empty."""
        found: str = self.lead
        return found

    def picture(self, reader: "Reader") -> ImageJSON | None:
        """Return what shows the page elsewhere: the first picture of its body, if it has one."""
        for block in self.body:
            if block.block_type == "image":
                return reader.image(block.value["image"], alt=block.value["alt"])
        return None

    def represent(self, reader: "Reader") -> BasePageJSON:
        """Return the fields of this type for the API.

        Subclasses add theirs and narrow the annotation: the API document is made from it.
        """
        return {"lead": self.lead, "body": reader.blocks(self.body)}
