"""Prints what a text of 50 kB keeps busy: patterns of modules, and readers of whole texts."""

import importlib
import json
import os
import pkgutil
import re
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final

import django

from cms.translation.base.rules.facts import missing_facts
from cms.translation.base.rules.terms import lemmas
from cms.translation.base.rules.word_diff import word_diff

from .hostile_texts import SIZE, hostile_texts

PACKAGES: Final = ("cms", "events", "school_support")
# Whole texts pass some dozens of patterns.
SECONDS_OF_READERS: Final = 20.0
UNITS: Final = (
    "\u00a0",
    "a",
    "1",
    "1 ",
    "1, ",
    "<a ",
    "a@",
    "a-",
    "сто ",
    "1 i ",
    "art. 1 i ",
    "1:1-",
)
READERS: Final[dict[str, Callable[[str], object]]] = {
    "facts": lambda text: missing_facts(text, f"{text}2", "pl", "uk"),
    "facts of two texts": lambda _text: missing_facts(
        " ".join(map(str, range(8_000))), " ".join(map(str, range(8_000, 16_000))), "pl", "en"
    ),
    "lemmas": lambda text: lemmas(text, "uk"),
    "differences": lambda text: word_diff(text, f"a{text[::-1]}"),
}
# Processor time of this process alone; a linear pattern needs some thousandths of it.
SECONDS: Final = 2.0


class TooSlowError(Exception):
    """The time allowed to one pattern with one text is over."""


def patterns(packages: tuple[str, ...]) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the compiled patterns at the level of modules, those in tuples and the like too."""
    for package in packages:
        root = importlib.import_module(package)
        for found in pkgutil.walk_packages(root.__path__, f"{package}."):
            if ".migrations" in found.name or ".settings." in found.name:
                continue
            module = importlib.import_module(found.name)
            for name, value in vars(module).items():
                yield from ((f"{found.name}:{name}", each) for each in _in(value))


def _in(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict):
        yield from (each for part in value.values() for each in _in(part))
    elif isinstance(value, (tuple, list, frozenset, set)):
        yield from (each for part in value for each in _in(part))


def is_slow(pattern: re.Pattern[str]) -> str:
    """Return the beginning of a text that the pattern needs too long for, "" if there is none."""
    for text in hostile_texts(pattern):
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        try:
            for _found in pattern.finditer(text):
                pass
            pattern.match(text)
            pattern.fullmatch(text)
        except TooSlowError:
            return text[:40]
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return ""


def slow_readers() -> dict[str, str]:
    """Return {name: text} of what reads whole texts and takes too long with a hostile one."""
    return {name: text for name, read in READERS.items() if (text := _is_slow_reader(read))}


def _is_slow_reader(read: Callable[[str], object]) -> str:
    read("1 maja")  # Dictionaries and patterns are loaded once.
    for unit in UNITS:
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS_OF_READERS)
        try:
            read(unit * (SIZE // len(unit)))
        except TooSlowError:
            return unit
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return ""


def _stop(_signal: int, _frame: Any) -> None:
    raise TooSlowError


def main() -> None:
    """Print {name: text} of the slow ones, and how many there are, as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.project.settings.test")
    django.setup()
    signal.signal(signal.SIGVTALRM, _stop)
    wanted = list(patterns(tuple(sys.argv[1:]) or PACKAGES))
    slow = {f"{name} {each.pattern}": text for name, each in wanted if (text := is_slow(each))}
    sys.stdout.write(json.dumps({"count": len(wanted), "slow": slow | slow_readers()}))


if __name__ == "__main__":
    main()
