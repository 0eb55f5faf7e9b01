"""Two that prepare one database at once wait for each other."""

import threading
from pathlib import Path

import pytest
from django.db import connection
from django.test import override_settings

from cms.project.prepare_lock import prepare_lock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


def test_the_second_waits_for_the_first(tmp_path: Path) -> None:
    order: list[str] = []
    started = threading.Event()

    def second() -> None:
        try:
            started.set()
            with prepare_lock():
                order.append("second")
        finally:
            connection.close()

    with override_settings(VAR_DIR=tmp_path):
        thread = threading.Thread(target=second)
        with prepare_lock():
            thread.start()
            started.wait()
            thread.join(0.5)
            order.append("first")
        thread.join()
    assert order == ["first", "second"]
