"""Why something cannot happen to a case."""

from cms.desk.enums import CaseState
from cms.desk.models import Case


class CaseError(Exception):
    """Something that cannot happen to a case."""


class MoveError(CaseError):
    """A case in this state does not come to that one."""

    def __init__(self, case: Case, to: CaseState) -> None:
        super().__init__(f"{case} is {case.state} and does not become {to}")
        self.case = case
        self.to = to


class ClosedError(CaseError):
    """The case is closed; it must be opened again first."""


class NotAllowedError(CaseError):
    """Whoever acts, or is given the case, has no right to it."""


class EmptyError(CaseError):
    """There is nothing said."""
