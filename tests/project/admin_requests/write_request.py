"""One act at an address: who may, what is sent, and to which object."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .request_bodies import Fields, Values


@dataclass(frozen=True, slots=True)
class Entry:
    """Who may (``roles``), what is sent over what the form shows (``body``), and to which object.

    ``at`` takes an argument of the address from another value of the world, ``scene`` all of them
    from another scene. ``query`` follows the address. ``shown`` is whether the page's own form is
    filled in first. ``leads_on``: where nothing is left to be changed, being led on is success.
    """

    roles: str = "X"
    body: Fields | Callable[[Values], Fields] = field(default_factory=dict)
    at: Mapping[str, str] = field(default_factory=dict)
    scene: str = ""
    query: str | Callable[[Values], str] = ""
    shown: bool = True
    method: str = "post"
    leads_on: bool = False

    def sent(self, values: Values) -> Fields:
        """Return what is sent besides what the form shows."""
        return self.body(values) if callable(self.body) else self.body

    def asked(self, values: Values) -> str:
        """Return what follows the address."""
        return self.query(values) if callable(self.query) else self.query
