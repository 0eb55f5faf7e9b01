"""What every test may rely on: the four locales with their homes and roles, and no files left."""

from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase
from django.test.utils import override_settings
from pytest_django import DjangoAssertNumQueries
from xdist.scheduler.loadscope import LoadScopeScheduling

from cms.project.launcher.catalogues import compile_all
from tests.database_template import Template
from tests.snapshot import Snapshot

# The longest of all: they begin first, so that no process is left alone with one at the end.
LONG: Final = frozenset(
    {
        "test_batch_chaos",
        "test_cases_chaos",
        "test_address_permissions",
        "test_admin_writes",
        "test_jobs_chaos",
        "test_patterns",
        "test_restore",
        "test_worker_killed",
    }
)


def pytest_configure(config: pytest.Config) -> None:
    """Compile the message catalogues once, before any worker reads them."""
    if not hasattr(config, "workerinput"):
        compile_all()


class DemoInOneProcess(LoadScopeScheduling):
    """Gives every test to whichever process is free, those of the demo all to one.

    Loading the demo takes about a minute, which no second process has to spend. Tests in a browser
    stay with the others of their file, which share what they have made.
    """

    def _split_scope(self, nodeid: str) -> str:
        if nodeid.startswith("tests/demo/"):
            return "demo"
        return nodeid.partition("::")[0] if nodeid.startswith("tests/browser/") else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> DemoInOneProcess:
    """Choose the scheduler of a parallel run."""
    return DemoInOneProcess(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Iterator[None]:
    """Give tests with real commits the database all others start from, and both kinds of it."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and marker.kwargs.get("transaction"):
            restored = {**marker.kwargs, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**restored), append=False)
            if not item.get_closest_marker("postgresql"):
                item.add_marker("postgresql")
    elsewhere = [item for item in items if _needs_another_database(item)]
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = [item for item in items if item not in elsewhere]
    yield
    if connection.vendor == "sqlite":  # PostgreSQL is empty after a test with real commits.
        items.sort(key=lambda item: item.path.stem not in LONG)


def _needs_another_database(item: pytest.Item) -> bool:
    """Tell whether a test can show nothing on the database of this run."""
    if connection.vendor == "postgresql":
        return item.get_closest_marker("sqlite") is not None
    return any(mark.kwargs.get("only") for mark in item.iter_markers("postgresql"))


@pytest.fixture(scope="session")
def database_template(django_db_modify_db_settings: None) -> Template:
    """Prepare the test database to start from the migrated copy of an earlier run."""
    template = Template(connection)
    template.use()
    return template


@pytest.fixture(scope="session")
def django_db_setup(
    database_template: Template, django_db_setup: None, django_db_blocker: Any
) -> Iterator[None]:
    """Give the test database what ``manage.py setup`` gives a new site.

    After a test with real commits all of it comes back from the copy taken here.
    """
    from cms.background.jobs.models import Job

    with django_db_blocker.unblock():
        database_template.keep()
        call_command("setup", verbosity=0)
        Job.objects.all().delete()  # Giving back the rest would add the same jobs again.
        snapshot = Snapshot(connection)
    tear_down = TransactionTestCase._fixture_teardown
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            TransactionTestCase,
            "_fixture_teardown",
            lambda case: snapshot.put_back(lambda: tear_down(case)),
        )
        yield


@pytest.fixture(scope="session", autouse=True)
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give this process of the tests folders of its own, and its ledger of erasures the memory."""
    folder = tmp_path_factory.mktemp("files")
    ledger = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    with override_settings(
        VAR_DIR=folder,
        MEDIA_ROOT=folder / "media",
        STATIC_ROOT=folder / "static",
        STORAGES={**settings.STORAGES, "erasure_ledger": ledger},
    ):
        yield


@pytest.fixture
def django_assert_num_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> Callable[..., Any]:
    """Count what is asked from now on, with the version raised for what the test has written.

    A test's transaction has no commit that would have done it.
    """
    from cms.core import content_version

    def counted(*args: Any, **options: Any) -> Any:
        content_version.read()
        return django_assert_num_queries(*args, **options)

    return counted


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Forget what earlier tests cached: a rolled-back row's number comes again, for another row."""
    for cache in caches.all():
        cache.clear()
