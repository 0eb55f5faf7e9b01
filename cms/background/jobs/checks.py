"""System checks: settings under which work would be lost or repeated are refused."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from cms.background.jobs.states import LEASE

SQLITE: Final = "django.db.backends.sqlite3"
POSTGRESQL: Final = "django.db.backends.postgresql"
SQLITE_TIMEOUT_SECONDS: Final = 20
OTHER_BROKERS: Final = {"redis", "django_redis", "iron_mq", "sqs", "mongo"}
BROKER: Final = "cms.background.jobs.broker.Broker"
# The queue adds three seconds before it kills; two more until everybody knows.
KILL_SECONDS: Final = 5

Rule = tuple[str, str, Callable[[Mapping[str, Any]], bool]]


def _waits_long_enough(queue: Mapping[str, Any]) -> bool:
    timeout, retry, workers = queue.get("timeout"), queue.get("retry", 60), queue.get("workers")
    if not timeout or not workers:
        return False
    return bool(retry >= timeout * (queue.get("queue_limit", workers**2) / workers + 2))


QUEUE_RULES: Final[Sequence[Rule]] = (
    (
        "jobs.E001",
        f"'orm' must be 'default', 'broker_class' {BROKER}: a job is its transaction's.",
        lambda queue: (
            queue.get("orm") == "default"
            and queue.get("broker_class") == BROKER
            and not OTHER_BROKERS & set(queue)
        ),
    ),
    (
        "jobs.E002",
        "'retry' must be at least timeout × (queue_limit ÷ workers + 2), or work is repeated.",
        _waits_long_enough,
    ),
    (
        "jobs.E003",
        "'timeout' must end before a job's lease does.",
        lambda queue: queue.get("timeout", 0) + KILL_SECONDS < LEASE.total_seconds(),
    ),
    (
        "jobs.E004",
        "'ack_failures' must be False: a message that failed would be dropped.",
        lambda queue: queue.get("ack_failures", False) is False,
    ),
    (
        "jobs.E005",
        "'catch_up' and 'scheduler' must be False: periodic work has rows of our own.",
        lambda queue: queue.get("catch_up") is False and queue.get("scheduler") is False,
    ),
    (
        "jobs.E006",
        "'save_limit' must be -1: our own rows are the record.",
        lambda queue: queue.get("save_limit") == -1 and not queue.get("cached"),
    ),
    (
        "jobs.E007",
        "'bulk' must be 1: what one process takes, it may lose.",
        lambda queue: queue.get("bulk", 1) == 1,
    ),
    (
        "jobs.E008",
        "'name' must stay 'cms': under another, what is queued is unreadable.",
        lambda queue: queue.get("name") == "cms" and "cluster_name" not in queue,
    ),
    (
        "jobs.E009",
        "'max_attempts' must be set: a broken message would return for ever.",
        lambda queue: queue.get("max_attempts", 0) > 0,
    ),
    (
        "jobs.E010",
        "'sync' must be False: jobs would run inside the request.",
        lambda queue: not queue.get("sync"),
    ),
)

SQLITE_RULES: Final[Sequence[Rule]] = (
    (
        "jobs.E021",
        "SQLite: 'transaction_mode' must be 'IMMEDIATE', or writers fail instead of waiting.",
        lambda options: options.get("transaction_mode") == "IMMEDIATE",
    ),
    (
        "jobs.E022",
        "SQLite: 'init_command' must set journal_mode=WAL and synchronous=FULL.",
        lambda options: (
            {"journal_mode=wal", "synchronous=full"} <= _pragmas(options.get("init_command", ""))
        ),
    ),
    (
        "jobs.E023",
        f"SQLite: 'timeout' must be at least {SQLITE_TIMEOUT_SECONDS} seconds.",
        lambda options: options.get("timeout", 5) >= SQLITE_TIMEOUT_SECONDS,
    ),
)


@register()
def check_queue(**_kwargs: object) -> list[CheckMessage]:
    """Judge ``Q_CLUSTER``."""
    return _judge("Q_CLUSTER", QUEUE_RULES, getattr(settings, "Q_CLUSTER", {}))


@register()
def check_database(**_kwargs: object) -> list[CheckMessage]:
    """Judge the settings of the default database."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == SQLITE:
        return _judge("DATABASES", SQLITE_RULES, database.get("OPTIONS", {}))
    if database["ENGINE"] != POSTGRESQL:
        return [Error("DATABASES: jobs need PostgreSQL or SQLite.", id="jobs.E020")]
    if not database.get("CONN_HEALTH_CHECKS"):
        text = "PostgreSQL: CONN_HEALTH_CHECKS must be True, or a worker keeps a dead connection."
        return [Error(f"DATABASES: {text}", id="jobs.E024")]
    return []


@register(Tags.database)
def check_pragmas(databases: Sequence[str] | None = None, **_kwargs: object) -> list[CheckMessage]:
    """Ask SQLite itself whether the settings took effect; run by ``migrate`` and ``work``."""
    connection = connections["default"]
    if "default" not in (databases or ()) or connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        found = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "busy_timeout")
        ]
    durable = found[1] >= 2 and found[2] >= SQLITE_TIMEOUT_SECONDS * 1000  # noqa: PLR2004  2 is FULL.
    # A database in memory (the tests') has no journal to write ahead.
    if durable and found[0] in {"wal", "memory"}:
        return []
    return [Error(f"SQLite runs with {found}, not with WAL, FULL, 20 s.", id="jobs.E025")]


def _judge(setting: str, rules: Sequence[Rule], values: Mapping[str, Any]) -> list[CheckMessage]:
    return [
        Error(f"{setting}: {text}", id=identifier)
        for identifier, text, holds in rules
        if not holds(values)
    ]


def _pragmas(command: str) -> set[str]:
    statements = command.lower().replace("pragma", "").split(";")
    return {"".join(statement.split()) for statement in statements}
