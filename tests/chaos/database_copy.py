"""A copy of the tests' own database, for processes that need one: migrating takes longer."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from django.db import connection


@contextmanager
def copied_database(folder: Path) -> Iterator[str]:
    """Yield the address of a copy of what every test starts from; it goes afterwards.

    The test is marked ``django_db(transaction=True)``: one in a transaction stands in the way.
    """
    if connection.vendor == "sqlite":
        path = folder / "copy.sqlite3"
        with closing(sqlite3.connect(path)) as target:
            connection.ensure_connection()
            connection.connection.backup(target)
        yield f"sqlite:///{path}"
        return
    connection.close()  # Nobody may be using what is copied.
    values = connection.settings_dict
    name, original = f"{values['NAME']}_copy", values["NAME"]
    server = f"postgres://{values['USER']}@{values['HOST']}:{values['PORT']}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as administration:
        administration.execute(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
        try:
            yield f"{server}/{name}"
        finally:
            administration.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
