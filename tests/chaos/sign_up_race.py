"""Many people sign up at the same moment over HTTP, at web processes as the project starts them."""

import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from cms.core.access_tokens import digest
from cms.project.launcher.paths import ROOT
from tests.chaos.web import Web, web_processes
from tests.chaos.worker_harness import query, wait_until

PATIENCE = 60


@dataclass
class Servers:
    """Web processes on a database, and groups whose places are raced for."""

    url: str
    web: Web
    activity: int
    groups: list[int]


@dataclass
class Client:
    """Somebody who wants a place and asks until there is an answer, always with the same key."""

    servers: Servers
    group: int
    key: str = field(default_factory=lambda: uuid4().hex)
    answers: list[dict[str, Any]] = field(default_factory=list)

    def ask(self) -> None:
        """Ask until something is answered. Raises TimeoutError."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(OSError, http.client.HTTPException):
                status, content = self._post()
                if status == http.client.CREATED:
                    self.answers.append(json.loads(content))
                    return
            time.sleep(0.1)
        raise TimeoutError(self.key)

    def _post(self) -> tuple[int, bytes]:
        body = {
            "group": self.group,
            "locale": "uk",
            "email": f"{self.key}@example.org",
            "size": 1,
            "consent": True,
        }
        headers = {"Content-Type": "application/json", "Idempotency-Key": self.key}
        server = http.client.HTTPConnection("127.0.0.1", self.servers.web.port, timeout=PATIENCE)
        with closing(server) as connection:
            path = f"/api/v2/activities/{self.servers.activity}/registrations/"
            connection.request("POST", path, json.dumps(body), headers)
            response = connection.getresponse()
            return response.status, response.read()


def race(servers: Servers, group: int, count: int, kills: int = 0) -> list[Client]:
    """Let ``count`` clients ask at once, kill web processes meanwhile; return who asked.

    Whoever was answered asks once more, as a browser does that lost the answer on its way.
    """
    clients = [Client(servers, group) for _number in range(count)]
    together = threading.Barrier(count)

    def run(client: Client) -> None:
        together.wait()
        client.ask()

    with ThreadPoolExecutor(count) as pool:
        asking = [pool.submit(run, client) for client in clients]
        for number in range(kills):
            goal = count * (number + 1) // (kills + 2)
            wait_until(lambda goal=goal: _answered(clients) >= goal, PATIENCE)
            wait_until(servers.web.kill_one, PATIENCE)
        for task in asking:
            task.result()
        for task in [pool.submit(client.ask) for client in clients[::5]]:
            task.result()
    return clients


def check(servers: Servers, group: int, clients: list[Client], capacity: int) -> None:
    """Assert that the places went to the first, that the rest waits, and that all were told so."""
    rows = servers_rows(servers, group)
    confirmed = [state for _number, state, _token in rows].count("confirmed")
    assert confirmed == capacity
    states = ["confirmed"] * capacity + ["waiting"] * (len(clients) - capacity)
    assert [row[:2] for row in rows] == list(enumerate(states, 1))
    assert query(servers.url, f"SELECT taken FROM events_places WHERE group_id = {group}") == [
        (capacity,)
    ]
    stored = {token: (number, state) for number, state, token in rows}
    for client in clients:
        first, *again = client.answers
        assert all(answer == first for answer in again)
        number, state = stored[digest(first["status_url"].rstrip("/").rpartition("/")[2])]
        position = number - capacity if state == "waiting" else None
        assert (first["state"], first["position"]) == (state, position)
    tokens = {client.answers[0]["status_url"] for client in clients}
    assert len(tokens) == len(clients)
    log = (
        f"SELECT count(*) FROM events_placeevent WHERE group_id = {group} AND action = 'signed_up'"
    )
    assert query(servers.url, log) == [(len(clients),)]
    letters = "SELECT count(*) FROM core_letter WHERE kind IN"
    sent = query(servers.url, f"{letters} ('events.confirmation', 'events.waiting')")[0][0]
    assert sent == len(clients) * (servers.groups.index(group) + 1)


def servers_rows(servers: Servers, group: int) -> list[tuple[int, str, str]]:
    """Return number, state and digest of the link of everybody in a group, in order."""
    sql = "SELECT number, state, token_digest FROM events_registration WHERE group_id ="
    return [tuple(row) for row in query(servers.url, f"{sql} {group} ORDER BY number")]


@contextmanager
def serving(
    url: str, folder: Path, *, rounds: int, capacity: int, application: str = "cms.project.wsgi"
) -> Iterator[Servers]:
    """Start the web processes on a database, with a group open for each round."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "cms.project.settings.test",
        "SIGN_UPS_AN_HOUR": "1000000",
    }
    command = [sys.executable, "-m", "tests.chaos.groups", str(rounds), str(capacity)]
    made = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    activity, groups = json.loads(made.stdout)
    with web_processes(folder, environment, application) as web:
        yield Servers(url, web, activity, groups)


def _answered(clients: list[Client]) -> int:
    return sum(bool(client.answers) for client in clients)
