"""Effects that show when they happen twice: rows without any unique constraint.

Each pauses after its effect, because that is the moment in which a kill hurts most.
"""

import time

from django.db import connection

from cms.background.jobs.api import Effect, job

PAUSE_SECONDS = 0.005


@job("chaos.effect")
def effect(*, number: int) -> None:
    _insert("effect", number)
    time.sleep(PAUSE_SECONDS)


@job("chaos.call", effect=Effect.OUTSIDE)
def call(*, number: int, job_key: str) -> None:
    _insert(f"call {job_key}", number)
    time.sleep(PAUSE_SECONDS)


@job("chaos.unguarded", effect=Effect.OUTSIDE)
def unguarded(*, number: int, job_key: str) -> None:
    """Bypass the pattern: commit the effect by itself, outside the transaction that marks it."""
    _insert("unguarded", number)
    time.sleep(PAUSE_SECONDS * 10)


def _insert(kind: str, number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO chaos_effects (kind, number) VALUES (%s, %s)", [kind, number])
