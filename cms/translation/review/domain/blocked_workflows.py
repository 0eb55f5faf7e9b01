"""Which trees follow a workflow that nobody could finish as people and rights are now.

Asked by the dashboard of administrators, by ``manage.py setup`` and before somebody leaves, so it
does not matter by which way a workflow, a group or an account became what it is.
"""

from collections.abc import Collection, Iterator
from typing import Final

from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowPage

from . import workflow_validation

HOMES: Final = 2  # How deep in the tree the homes of the languages are.


def blocked(*, without: Collection[int] = ()) -> list[str]:
    """Return in words what keeps reviews from ending; empty where all of them can.

    ``without`` are ids of accounts that are about to leave.
    """
    return [sentence for tree in _trees() for sentence in _problems(tree, without)]


def newly_blocked(account_id: int) -> list[str]:
    """Return what nobody could decide once this account is gone, and somebody can now."""
    before = set(blocked())
    return [each for each in blocked(without=[account_id]) if each not in before]


def _trees() -> Iterator[Page]:
    """Yield the home of each language, and every page below that has a workflow of its own."""
    own = Page.objects.filter(pk__in=WorkflowPage.objects.values("page"))
    yield from (Page.objects.filter(depth=HOMES) | own.filter(depth__gt=1)).order_by("path")


def _problems(tree: Page, without: Collection[int]) -> Iterator[str]:
    workflow = tree.get_workflow()
    where = {"page": tree.get_admin_display_title(), "language": tree.locale.get_display_name()}
    if workflow is None:
        yield (
            _("“%(page)s” (%(language)s): no review; whoever may publish publishes at once.")
            % where
        )
        return
    if _is_fallback(tree):
        yield _(
            "“%(page)s” (%(language)s) has no workflow of its own and follows “%(workflow)s”, "
            "which stands above all languages."
        ) % {**where, "workflow": workflow.name}
    tasks = list(workflow.tasks.specific())
    for problem in workflow_validation.problems(tasks, [tree], without=without):
        yield _("“%(page)s” (%(language)s), workflow “%(workflow)s”: %(problem)s") % {
            **where,
            "workflow": workflow.name,
            "problem": problem,
        }


def _is_fallback(tree: Page) -> bool:
    """Tell whether a home follows what stands at the root: Wagtail's moderators, as installed."""
    return tree.depth == HOMES and not WorkflowPage.objects.filter(page=tree).exists()
