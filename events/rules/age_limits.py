"""For which ages a group is."""

from collections.abc import Iterable


def misfits(ages: Iterable[int | None], first: int | None, last: int | None) -> list[int]:
    """Return the ages in years that a group from ``first`` to ``last`` is not for.

    None where nobody said, and where there is no bound.
    """
    return [
        age
        for age in ages
        if age is not None
        and ((first is not None and age < first) or (last is not None and age > last))
    ]
