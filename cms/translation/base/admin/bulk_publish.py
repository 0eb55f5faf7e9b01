"""Publishing in bulk: what was shown, or not at all.

Those of many pages that have changed since are left out and named.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.contrib import messages
from django.utils.translation import gettext as _
from wagtail.admin.views.pages.bulk_actions import PublishBulkAction
from wagtail.models import Page

from cms.core.publication import page_version_tokens
from cms.translation.base.domain.version_tokens import page_mark

_upstream_context: Final = PublishBulkAction.get_context_data
_upstream_execution: Final = PublishBulkAction.get_execution_context
_upstream_message: Final = PublishBulkAction.get_success_message


def _drafts_below(page: Page, user: Any) -> Iterator[Page]:
    """Yield the pages below that are not live and that ``user`` may publish."""
    for draft in page.get_descendants().not_live().defer_streamfields().specific().iterator():
        if user is None or draft.permissions_for_user(user).can_publish():
            yield draft


def _with_marks(self: PublishBulkAction, **kwargs: Any) -> dict[str, Any]:
    """Add a mark of every page that the question is about, those below included."""
    context: dict[str, Any] = _upstream_context(self, **kwargs)
    pages = [each["item"] for each in context["items"]]
    below = [draft for page in pages for draft in _drafts_below(page, self.request.user)]
    context["seen"] = [f"{page.pk}:{page_mark(page)}" for page in [*pages, *below]]
    return context


def _execution(self: PublishBulkAction) -> dict[str, Any]:
    """Add what was shown, and a list for what is left out."""
    self.left_out = []
    seen = dict(each.split(":", 1) for each in self.request.POST.getlist("seen") if ":" in each)
    return {**_upstream_execution(self), "seen": seen, "left_out": self.left_out}


def _publish(
    _cls: type[PublishBulkAction],
    /,
    objects: Iterable[Page],
    include_descendants: bool = False,
    user: Any = None,
    seen: dict[str, str] | None = None,
    left_out: list[Page] | None = None,
    **_kwargs: Any,
) -> tuple[int, int]:
    """Publish the pages, and the drafts below them if asked; return how many of each.

    With ``seen``, marks by id, pages that are otherwise by now go to ``left_out``. Without it no
    question was asked: code of ours does that.
    """

    def publish(page: Page) -> bool:
        now = page_version_tokens.lock(page)
        if seen is not None and seen.get(str(page.pk)) != page_mark(now):
            if left_out is not None:
                left_out.append(now)
            return False
        revision = now.get_latest_revision() or now.save_revision(user=user)
        revision.publish(user=user)
        return True

    chosen = list(objects)
    below = [draft for page in chosen for draft in _drafts_below(page, user)]
    count = sum(publish(page) for page in chosen)
    return count, sum(publish(page) for page in below) if include_descendants else 0


def _message(self: PublishBulkAction, parents: int, children: int) -> str | None:
    """Name what was left out; say nothing else where nothing was published."""
    if self.left_out:
        names = ", ".join(page.get_admin_display_title() for page in self.left_out)
        text = _("Not published, because it has changed since the question was asked: %(pages)s.")
        messages.warning(self.request, text % {"pages": names})
    return _upstream_message(self, parents, children) if parents + children else None


def replace() -> None:
    """Put these in the places of Wagtail's; called once, when the application is ready."""
    PublishBulkAction.get_context_data = _with_marks
    PublishBulkAction.get_execution_context = _execution
    PublishBulkAction.execute_action = classmethod(_publish)
    PublishBulkAction.get_success_message = _message
