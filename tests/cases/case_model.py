"""What happened to some cases, written down apart from the code under test and never unsaid."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from uuid import UUID

Fact = tuple[str, int]


@dataclass
class Ledger:
    """Who said what to whom, who waits, and what has ended; cases by id, in the order they came."""

    came: list[UUID] = field(default_factory=list)
    own: dict[UUID, list[str]] = field(default_factory=dict)
    told: dict[UUID, list[str]] = field(default_factory=dict)
    main: dict[UUID, UUID] = field(default_factory=dict)
    ended: set[UUID] = field(default_factory=set)
    erased: set[UUID] = field(default_factory=set)
    waits: dict[UUID, set[Fact]] = field(default_factory=dict)
    known: dict[UUID, set[Fact]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def group(self, case: UUID) -> list[UUID]:
        """Return the case that goes on, and those joined with it."""
        main = self.main.get(case, case)
        return [main, *(one for one in self.came if self.main.get(one) == main)]

    def seen(self, case: UUID) -> frozenset[Fact]:
        """Return what a page of the case shows now: of one that leads on, its own only."""
        shown = [case] if case in self.main else self.group(case)
        return frozenset(fact for one in shown for fact in self.known[one])

    def unseen(self, case: UUID, seen: frozenset[Fact]) -> bool:
        """Tell whether a case that is joined with this one was not shown."""
        requests = {
            one: {fact for fact in self.known[one] if fact[0] == "request"}
            for one in self.group(case)
        }
        return any(not requests[one] <= seen for one in requests if one != case)

    def opened(self, case: UUID) -> None:
        self.came.append(case)
        self.own[case], self.told[case] = [], []
        fact = ("request", next(self.numbers))
        self.waits[case], self.known[case] = {fact}, {fact}

    def heard(self, case: UUID, text: str) -> None:
        self.own[case].append(text)
        fact = ("message", next(self.numbers))
        self.waits[case].add(fact)
        self.known[case].add(fact)

    def answered(self, case: UUID, seen: frozenset[Fact], text: str) -> None:
        """Note an answer in the case that goes on; its own request is known to who answers it.

        It is for those only of whom the page told who answered.
        """
        assert not self.unseen(case, seen)
        for one in self.group(case):
            if text:
                self.told[one].append(text)
            own = {fact for fact in self.known[one] if fact[0] == "request" and one == case}
            self.waits[one] -= seen | own

    def joined(self, case: UUID, main: UUID) -> None:
        for one in self.group(case):
            self.main[one] = main

    def parted(self, case: UUID) -> None:
        """Note that a case leaves its group, open again if it is the desk that parts it.

        The oldest of the others leads on if it was the main one, as ended as that was.
        """
        others = [one for one in self.group(case) if one != case]
        if self.main.pop(case, None) is not None or not others:
            return
        heir = min(others, key=self.came.index)
        del self.main[heir]
        self.main |= {one: heir for one in others if one != heir}
        if case in self.ended:
            self.ended.add(heir)

    def is_over(self, case: UUID) -> bool:
        return self.main.get(case, case) in self.ended

    def waiting(self, case: UUID) -> set[Fact]:
        return {fact for one in self.group(case) for fact in self.waits[one]}
