"""How long a worker group may show no life before it is replaced."""

from typing import Final

_LARGEST_FACTOR: Final = 16
CALM_SECONDS: Final = 600


class Allowance:
    """Starts at ``WORKER_STALE_SECONDS`` and doubles with each group that was replaced for silence.

    On a machine that is too busy for a sign of life in time, replacing the group adds load: the
    next group gets more time. A group that has lived for ten minutes ends that.
    """

    def __init__(self, seconds: float) -> None:
        self._base = seconds
        self._factor = 1

    @property
    def seconds(self) -> float:
        """The allowance now."""
        return self._base * self._factor

    def group_was_silent(self) -> None:
        """Double the allowance, up to sixteen times the setting."""
        self._factor = min(self._factor * 2, _LARGEST_FACTOR)

    def group_lives(self, age: float) -> None:
        """Go back to the setting once a group of ``age`` seconds has proved itself."""
        if age > CALM_SECONDS:
            self._factor = 1
