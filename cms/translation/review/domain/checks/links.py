"""Whether links lead to something that readers can see."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.core.content_references import file_models, references
from cms.core.representations.context import Reader
from cms.translation.review.domain.check_target import CheckTarget
from cms.translation.review.enums import Problem
from cms.translation.review.rules.finding import Finding
from cms.translation.review.rules.registry import check


@check("links", _("Links to pages and files that readers cannot see"))
def inside_links(subject: CheckTarget) -> Iterator[Finding]:
    """Yield the links of the draft that lead nowhere; a link to itself does not."""
    wanted = references(subject.instance)
    yield from _to_pages(wanted[Page] - {subject.instance.pk}, subject.language)
    for model in file_models():
        present = set(model.objects.filter(pk__in=wanted[model]).values_list("pk", flat=True))
        for pk in sorted(wanted[model] - present):
            yield Finding(Problem.LINK_TO_NOTHING, detail=f"{model._meta.verbose_name} #{pk}")


def _to_pages(ids: set[int], language: str) -> Iterator[Finding]:
    """Yield the pages of these ids that have no version which the public may see."""
    reader = Reader(language)
    reader.pages.look_up(ids=ids)
    for pk in sorted(ids):
        page = reader.pages.by_id(pk)
        if page is None:
            yield Finding(Problem.LINK_TO_NOTHING, detail=f"#{pk}")
        elif reader.best(pk) is None:
            yield Finding(Problem.LINK_TO_HIDDEN, detail=page.title)
