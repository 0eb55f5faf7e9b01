"""How many readers a page has helped."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from wagtail.models import Page

from cms.content.feedback.models import PageFeedback


@dataclass(frozen=True, slots=True)
class PageHelpfulness:
    """Answers about one page: ``helpful`` of ``count``."""

    page: Page
    helpful: int
    count: int

    @property
    def percent(self) -> int:
        """The share in whole percent."""
        return round(100 * self.helpful / self.count)


def page_helpfulness(answers: QuerySet[PageFeedback], limit: int) -> list[PageHelpfulness]:
    """Return the pages that helped fewest of those who answered; two queries."""
    rows = list(
        answers.order_by()
        .values("page")
        .annotate(count=Count("pk"), yes=Count("pk", filter=Q(helpful=True)))
        .annotate(no=Count("pk", filter=Q(helpful=False)))
        .order_by("-no", "-count", "page")[:limit]
    )
    pages = Page.objects.in_bulk([row["page"] for row in rows])
    return [PageHelpfulness(pages[row["page"]], row["yes"], row["count"]) for row in rows]
