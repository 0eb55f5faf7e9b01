"""Guards on and off, and what upstream puts off until the commit."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail import hooks

from tests.translation.base.disabled_guards import MIDDLEWARE, is_ours, no_guard


@pytest.fixture(params=[True, False], ids=["guarded", "unguarded"])
def guarded(
    request: pytest.FixtureRequest, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[bool]:
    """Run with the guard and without; the settings of upstream stand at their defaults."""
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True
    if not request.param:
        settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != MIDDLEWARE]
        for name in ("before_edit_page", "before_edit_snippet"):
            theirs = [hook for hook in hooks._hooks[name] if not is_ours(hook[0])]
            monkeypatch.setitem(hooks._hooks, name, theirs)
    with nullcontext() if request.param else no_guard():
        yield request.param


@pytest.fixture
def on_commit(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> AbstractContextManager[Any]:
    """Run what upstream puts off until the commit, at the end of the block."""
    return django_capture_on_commit_callbacks(execute=True)
