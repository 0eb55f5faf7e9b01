"""Whoever is killed, and whenever: every job's effect happens once, and none is lost."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from subprocess import Popen

import pytest
from django.db import connection

from tests.chaos.worker_harness import Trial, group_leaders, is_alive, new_database, wait_until

TEN_KILLS = ["group", "worker", "monitor", "worker", "worker"] * 2


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    folder = tmp_path_factory.mktemp("chaos")
    with new_database(connection.vendor, folder) as url:
        yield Trial(url, folder)


@pytest.fixture
def trial(migrated: Trial) -> Trial:
    migrated.clear()
    return migrated


def run(
    trial: Trial,
    name: str,
    count: int,
    kills: list[str],
    limit: float,
    *,
    at_last: Callable[[Popen[bytes]], None] | None = None,
) -> None:
    """Add ``count`` jobs and kill along the way; when all are done, do something ``at_last``."""
    deadline = time.monotonic() + limit
    with trial.worker() as supervisor:
        with trial.enqueueing(name, count):
            for index, role in enumerate(kills):
                goal = count * index // len(kills) + 1
                assert wait_until(lambda goal=goal: trial.count() >= goal, 120), (
                    trial.log.read_text()
                )
                assert wait_until(lambda role=role: trial.kill(role, supervisor), 120), role
        left = deadline - time.monotonic()
        assert wait_until(lambda: trial.unfinished() == 0, left), trial.log.read_text()
        if at_last is not None:
            at_last(supervisor)


def expected(kind: str, count: int) -> Counter[tuple[str, int]]:
    return Counter({(kind, number): 1 for number in range(count)})


def family(supervisor: Popen[bytes]) -> list[int]:
    """Return the group's leader, the queue's sentinel and its four; one may die meanwhile."""
    with suppress(FileNotFoundError):
        leaders = group_leaders(supervisor.pid)
        sentinels = [pid for leader in leaders for pid in group_leaders(leader)]
        return [*leaders, *sentinels, *(pid for each in sentinels for pid in group_leaders(each))]
    return []


def nothing_outlives(supervisor: Popen[bytes]) -> None:
    assert wait_until(lambda: [is_alive(pid) for pid in family(supervisor)] == [True] * 6, 60)
    found = family(supervisor)
    supervisor.kill()
    assert wait_until(lambda: not any(is_alive(pid) for pid in found), 60)


def test_60_jobs_under_three_kills_have_their_effect_once_and_nothing_is_left(trial: Trial) -> None:
    """Nor does anything outlive a supervisor that is killed in the end."""
    run(trial, "chaos.effect", 60, ["worker", "monitor", "group"], 300, at_last=nothing_outlives)
    assert trial.effects() == expected("effect", 60)


@pytest.mark.chaos
def test_1000_jobs_under_ten_kills_have_their_effect_once(trial: Trial) -> None:
    run(trial, "chaos.effect", 1000, TEN_KILLS, 180)
    assert trial.effects() == expected("effect", 1000)


@pytest.mark.chaos
@pytest.mark.parametrize("role", ["worker", "monitor", "pusher", "freeze"])
def test_a_group_hurt_while_idle_works_again(trial: Trial, role: str) -> None:
    """Nobody sees an idle group fail; it must be found out before there is work to lose."""
    with trial.worker() as supervisor:
        with trial.enqueueing("chaos.effect", 1):
            assert wait_until(lambda: trial.count() == 1, 120), trial.log.read_text()
        assert wait_until(lambda: trial.query("SELECT * FROM django_q_ormq") == [], 120)
        assert trial.kill(role, supervisor)
        with trial.enqueueing("chaos.effect", 10):
            assert wait_until(lambda: trial.unfinished() == 0 and trial.count() == 11, 120)
        taken = "SELECT count(*) FROM django_q_ormq WHERE payload <> ''"
        assert wait_until(lambda: trial.query(taken)[0][0] <= 1, 120), "acknowledged by nobody"


@pytest.mark.chaos
def test_a_stop_signal_ends_all_of_it_cleanly_and_the_rest_waits(trial: Trial) -> None:
    with trial.worker() as supervisor:
        with trial.enqueueing("chaos.effect", 100):
            assert wait_until(lambda: trial.count() >= 20, 120), trial.log.read_text()
            supervisor.terminate()
            assert supervisor.wait(10) == 0
        assert trial.query("SELECT status FROM jobs_job WHERE status = 'running'") == []
    with trial.worker():
        assert wait_until(lambda: trial.unfinished() == 0, 300), trial.log.read_text()
    assert trial.effects() == expected("effect", 100)


@pytest.mark.chaos
def test_a_repeated_call_to_the_outside_carries_the_same_key(trial: Trial) -> None:
    run(trial, "chaos.call", 300, ["group", "worker", "group"], 180)
    assert sorted(number for _key, number in trial.effects()) == list(range(300))


@pytest.mark.chaos
def test_without_the_pattern_effects_happen_twice(trial: Trial) -> None:
    """The guard switched off: this is what the tests above would see."""
    run(trial, "chaos.unguarded", 100, ["worker", "group", "worker", "group"], 180)
    assert sorted(trial.effects()) == sorted(expected("unguarded", 100))
    assert max(trial.effects().values()) > 1
