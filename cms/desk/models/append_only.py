"""The log of cases as the database itself keeps it: rows are added and never changed."""

from typing import Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_TABLE: Final = "desk_caseevent"
_GUARD: Final = {
    "sqlite": (
        (
            f"CREATE TRIGGER desk_log_is_kept BEFORE UPDATE ON {_TABLE} "
            "BEGIN SELECT RAISE(ABORT, 'the log of cases is append-only'); END"
        ),
    ),
    "postgresql": (
        (
            "CREATE FUNCTION desk_log_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the log of cases is append-only'; END $$"
        ),
        (
            f"CREATE TRIGGER desk_log_is_kept BEFORE UPDATE OR DELETE ON {_TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION desk_log_is_kept()"
        ),
    ),
}
_NO_GUARD: Final = {
    "sqlite": ("DROP TRIGGER desk_log_is_kept",),
    "postgresql": (
        f"DROP TRIGGER desk_log_is_kept ON {_TABLE}",
        "DROP FUNCTION desk_log_is_kept()",
    ),
}


def guard(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Have the database refuse changes of the log."""
    _run(editor, _GUARD)


def unguard(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Allow them again."""
    _run(editor, _NO_GUARD)


def _run(editor: BaseDatabaseSchemaEditor, statements: dict[str, tuple[str, ...]]) -> None:
    for statement in statements[editor.connection.vendor]:
        editor.execute(statement)
