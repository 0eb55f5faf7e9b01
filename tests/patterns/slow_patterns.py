"""Prints each module-level pattern that a text of 50 kB keeps busy; run as a process of its own."""

import importlib
import json
import os
import pkgutil
import re
import signal
import sys
from collections.abc import Iterator
from typing import Any, Final

import django

from .hostile_texts import hostile_texts

PACKAGES: Final = ("cms", "events", "school_support")
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


def _stop(_signal: int, _frame: Any) -> None:
    raise TooSlowError


def main() -> None:
    """Print {name: text} of the slow ones, and how many there are, as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.project.settings.test")
    django.setup()
    signal.signal(signal.SIGVTALRM, _stop)
    wanted = list(patterns(tuple(sys.argv[1:]) or PACKAGES))
    slow = {f"{name} {each.pattern}": text for name, each in wanted if (text := is_slow(each))}
    sys.stdout.write(json.dumps({"count": len(wanted), "slow": slow}))


if __name__ == "__main__":
    main()
