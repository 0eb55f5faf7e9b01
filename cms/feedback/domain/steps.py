"""What feedback waits for a person."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from cms.core.next_steps import NextStep
from cms.feedback.enums import State

from .rights import HANDLE, visible_to


def steps(user: Any) -> Iterator[NextStep]:  # noqa: ANN401  An account or nobody.
    """Yield the comments that ``user`` may handle and nobody has; there may be none."""
    if not user.has_perm(HANDLE):
        return
    count = visible_to(user).filter(state=State.NEW).exclude(comment="").count()
    text = ngettext("reader's comment to read", "readers' comments to read", count)
    yield NextStep(count, text, f"{reverse('feedback:inbox')}?state={State.NEW}", "comment")
