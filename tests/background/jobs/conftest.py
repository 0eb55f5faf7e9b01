from collections.abc import Iterator

import pytest

from . import handlers


@pytest.fixture(autouse=True)
def test_handlers() -> Iterator[None]:
    with handlers.registered():
        yield
