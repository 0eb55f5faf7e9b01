"""A command that adds numbered jobs at a steady pace, as an application server would.

Every tenth transaction is rolled back after adding a job numbered below zero: it must leave none.
"""

import os
import sys
import time

import django

PAUSE_SECONDS = 0.004


def main(name: str, first: int, last: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.chaos.settings")
    django.setup()
    from django.db import transaction

    from cms.background.jobs.api import enqueue

    for number in range(first, last):
        with transaction.atomic():
            enqueue(name, key=f"n:{number}", number=number)
        if number % 10 == 0:
            with transaction.atomic():
                enqueue(name, key=f"never:{number}", number=-1 - number)
                transaction.set_rollback(True)
        time.sleep(PAUSE_SECONDS)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
