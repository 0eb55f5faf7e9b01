"""A job is enqueued by name: every name must belong to a handler that the worker finds."""

from pathlib import Path

from tests.architecture.repository import calls, constant


def declared() -> dict[str, Path]:
    return {name: path for path, call in calls("job", "periodic") if (name := constant(call))}


def test_every_name_that_is_enqueued_has_a_handler() -> None:
    names = {name for _path, call in calls("enqueue") if (name := constant(call))}
    assert "core.notify_frontends" in names
    assert names - declared().keys() == set()


def test_handlers_stand_where_the_worker_looks_for_them() -> None:
    elsewhere = {
        name for name, path in declared().items() if "tasks" not in (path.stem, *path.parts)
    }
    assert elsewhere == set()
