"""What must hold before anything becomes public: features add conditions, publishing asks.

Asked by Wagtail's publishing action, which every way to publish ends in, by the page editor before
it, and by whoever writes ``live`` past that action. The kernel knows no condition itself.
"""

from collections.abc import Callable
from typing import Any, Final

from django.db.models import Model
from django.utils.functional import Promise

Check = Callable[[Any], None]
_checks: Final[list[Check]] = []


class PublicationRefusedError(Exception):
    """Something that must hold does not; nothing was published.

    ``message`` says what to do next, in the reader's language once it is shown. ``str()`` is for
    logs: an English code without anybody's name.
    """

    def __init__(self, code: str, message: str | Promise) -> None:
        super().__init__(code)
        self.message = message


def register(check: Check) -> None:
    """Have ``check`` asked about every object before it is published; once is enough.

    It takes the object as it would be public, of any publishable model, and raises
    PublicationRefusedError to refuse it.
    """
    if check not in _checks:
        _checks.append(check)


def ask(instance: Model) -> None:
    """Return if ``instance`` may be published as it stands; else raise PublicationRefusedError."""
    for check in _checks:
        check(instance)
