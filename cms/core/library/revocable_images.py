"""Pictures that may have to disappear at short notice: features say which.

The file of a picture at its address never changes, so browsers and caches may keep it for ever.
They may not keep what somebody can withdraw: whoever shows it asks again after half a minute.
"""

from collections.abc import Callable
from typing import Final

Check = Callable[[int], bool]
_checks: Final[list[Check]] = []


def register(check: Check) -> None:
    """Have ``check`` asked with the id of every image that is served; once is enough."""
    if check not in _checks:
        _checks.append(check)


def is_revocable(image_id: int) -> bool:
    """Tell whether somebody's consent keeps this image public."""
    return any(check(image_id) for check in _checks)
