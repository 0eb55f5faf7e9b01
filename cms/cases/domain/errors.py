"""Why something cannot happen to a case."""

from cms.cases.enums import CaseState
from cms.cases.models import Case


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


class UnreadError(CaseError):
    """The sender has written what whoever ends the case had not seen."""


class UnseenJoinedError(CaseError):
    """``cases`` were joined with it and whoever acts had not seen it: it would concern them too."""

    def __init__(self, cases: list[Case]) -> None:
        super().__init__(f"{len(cases)} cases were joined meanwhile")
        self.cases = cases


class ConcurrentChangeError(CaseError):
    """A colleague has the case by now, or gave it back; ``case`` is as it stands."""

    def __init__(self, case: Case) -> None:
        super().__init__(f"somebody else changed who has {case}")
        self.case = case


class JoinedError(CaseError):
    """The case was joined with another one, ``main``, where things go on."""

    def __init__(self, main: Case) -> None:
        super().__init__(f"things go on in {main}")
        self.main = main


class NotAllowedError(CaseError):
    """Whoever acts, or is given the case, has no right to it."""


class EmptyError(CaseError):
    """There is nothing said."""
