"""What a machine can do."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from cms.translation.machines.enums import Provider


class Translator(ABC):
    """A machine; one request takes at most ``max_texts`` texts of ``max_characters`` in all."""

    provider: ClassVar[Provider]
    # As it stands beside each text it wrote.
    name: ClassVar[str]
    max_texts: ClassVar[int]
    max_characters: ClassVar[int]
    is_charged: ClassVar[bool] = True

    @abstractmethod
    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """Return the translations of HTML fragments, in their order; one request.

        ``source`` and ``target`` are codes of our locales. Raises RefusedError where the machine
        certainly did nothing, UnclearError where it may have worked and charged.
        """
