"""200 people sign up for 20 places at the same moment: exactly 20 get one, whatever is killed."""

from pathlib import Path

import pytest

from tests.chaos.database_copy import copied_database
from tests.chaos.sign_up_race import check, race, servers_rows, serving

pytestmark = pytest.mark.django_db(transaction=True)
ONLY_POSTGRESQL = pytest.mark.postgresql(only=True)  # The long ones run on SQLite too.
CLIENTS = 200
CAPACITY = 20
KILLS = 3


@pytest.mark.parametrize(
    "rounds", [pytest.param(2, marks=ONLY_POSTGRESQL), pytest.param(20, marks=pytest.mark.chaos)]
)
def test_exactly_as_many_are_confirmed_as_there_are_places(tmp_path: Path, rounds: int) -> None:
    """In the second half of the rounds web processes are killed and clients repeat by their key."""
    with (
        copied_database(tmp_path) as url,
        serving(url, tmp_path, rounds=rounds, capacity=CAPACITY) as servers,
    ):
        for number, group in enumerate(servers.groups):
            clients = race(servers, group, CLIENTS, kills=KILLS * (number >= rounds // 2))
            check(servers, group, clients, CAPACITY)


@ONLY_POSTGRESQL
def test_without_the_lock_the_same_check_fails(tmp_path: Path) -> None:
    application = "tests.chaos.unlocked_sign_up"
    with (
        copied_database(tmp_path) as url,
        serving(url, tmp_path, rounds=1, capacity=CAPACITY, application=application) as servers,
    ):
        [group] = servers.groups
        clients = race(servers, group, CAPACITY * 3)
        with pytest.raises(AssertionError):
            check(servers, group, clients, CAPACITY)
        states = [state for _number, state, _token in servers_rows(servers, group)]
        assert states.count("confirmed") > CAPACITY
