"""Which text of a page somebody had before them when they asked for something.

A question about a page carries its mark; the answer is refused where the page has another by then.
"""

from wagtail.models import Page

from .page_locks import lock_versions


def mark(page: Page) -> str:
    """Return what stands for a page's draft, what is live of it, and its step of review."""
    step = page.current_workflow_task_state
    return f"{page.latest_revision_id}-{page.live_revision_id}-{step.pk if step else None}"


def lock(page: Page) -> Page:
    """Return the page as it is now, locked until the end of the transaction."""
    lock_versions([page.translation_key])
    return Page.objects.get(pk=page.pk).specific
