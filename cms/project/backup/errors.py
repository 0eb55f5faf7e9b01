"""What stops a backup or a restore, in words for the person at the console."""

from collections.abc import Sequence

from .interruption import StoppedError


class BackupError(Exception):
    """It was not done; the text says why and what to do.

    ``left`` names databases and files that were made and could not be taken away again. The site's
    own database and files are as they were.
    """

    def __init__(self, text: str, left: Sequence[str] = ()) -> None:
        super().__init__(text)
        self.left = tuple(left)

    def told(self) -> str:
        """Return what stands now, and why."""
        if not self.left:
            return f"Nothing was changed. {self}"
        return f"The site is as it was, but these are left behind: {', '.join(self.left)}. {self}"


def failure_of(error: BaseException, left: Sequence[str]) -> BackupError:
    """Return any error as one that also says what is left behind."""
    if isinstance(error, BackupError):
        return BackupError(str(error), (*error.left, *left))
    if isinstance(error, StoppedError):
        return BackupError(str(error), left)
    return BackupError(f"{type(error).__name__}: {error}", left)
