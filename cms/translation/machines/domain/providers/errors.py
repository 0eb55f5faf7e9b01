"""Why a machine gave no answer, by what it means for the bill."""

from django.utils.functional import Promise
from django.utils.text import format_lazy


class MachineError(Exception):
    """No answer; ``message`` is for editors, in their language."""

    def __init__(self, message: str | Promise, **values: object) -> None:
        self.message = format_lazy(message, **values) if values else message
        super().__init__(self.message)

    def __str__(self) -> str:
        return str(self.message)


class RefusedError(MachineError):
    """The machine did nothing, so nothing is charged; ``temporary``: try again in a moment."""

    def __init__(
        self, message: str | Promise, *, temporary: bool = False, **values: object
    ) -> None:
        super().__init__(message, **values)
        self.temporary = temporary


class UnclearError(MachineError):
    """The request was sent and no proper answer came: it may have been charged."""
