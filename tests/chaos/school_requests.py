"""Schools that send their requests over HTTP, while everything underneath is killed in turn."""

import http.client
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import Popen
from typing import Final

import psycopg

from tests.chaos.web import Web
from tests.chaos.worker_harness import Trial, wait_until
from tests.postgres import Cluster
from tests.translation.notifications.test_worker_killed import received

CLIENTS: Final = 16
PATIENCE: Final = 120
ANSWERED_AGAIN: Final = 5  # Every fifth asks again, as a browser does that lost the answer.
PATH: Final = "/api/v2/school-support/requests/"


@dataclass
class Submission:
    """A request that is sent until it is answered, always with the same key."""

    number: int
    kind_key: str
    answers: list[dict[str, str]] = field(default_factory=list)
    retries: int = 0

    def send(self, port: int) -> None:
        """Send it until the answer is 201. Raises TimeoutError."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(OSError, http.client.HTTPException):
                status, content = self._post(port)
                if status == http.client.CREATED:
                    self.answers.append(json.loads(content))
                    return
            self.retries += 1
            time.sleep(0.1)
        raise TimeoutError(self.number)

    def _post(self, port: int) -> tuple[int, bytes]:
        headers = {"Content-Type": "application/json", "Idempotency-Key": f"school-{self.number}"}
        server = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        with closing(server) as connection:
            connection.request("POST", PATH, json.dumps(self.body()), headers)
            response = connection.getresponse()
            return response.status, response.read()

    def body(self) -> dict[str, object]:
        """Return what the form holds."""
        name = f"Szkoła Próbna nr {self.number}"
        groups = [{"language": "uk", "band": "1-3", "level": "A0", "count": 3}]
        return {
            "locale": "uk",
            "school": {"rspo": "", "name": name, "town": "Poznań", "county": "3064"},
            "contact": {
                "name": "Ewa Próbna",
                "role": "pedagog",
                "email": f"szkola-{self.number}@example.org",
                "phone": "",
            },
            "pupils": {"groups": groups},
            "support": {"kinds": [self.kind_key], "situation": "Prosimy o pomoc."},
            "tried": {"tried": ""},
            "consent": {"consent": True},
        }


@dataclass
class Faults:
    """What can be hurt: six kinds on PostgreSQL, five elsewhere."""

    trial: Trial
    web: Web
    supervisor: Popen[bytes]
    cluster: Cluster | None = None

    def kinds(self) -> dict[str, Callable[[], bool]]:
        """Return the faults by name; each tells whether it found something to hurt."""
        found: dict[str, Callable[[], bool]] = {
            "group": lambda: self.trial.kill("group", self.supervisor),
            "worker": lambda: self.trial.kill("worker", self.supervisor),
            "monitor": lambda: self.trial.kill("monitor", self.supervisor),
            "web": self.web.kill_one,
            "queue": self._wipe,
        }
        if self.cluster is not None:
            found["database"] = self._crash
        return found

    def drawn(self, count: int) -> list[str]:
        """Return ``count`` faults in a random order, each kind as often; the same every time."""
        kinds = list(self.kinds())
        drawn = [kinds[number % len(kinds)] for number in range(count)]
        random.Random(6).shuffle(drawn)
        return drawn

    def _wipe(self) -> bool:
        self.trial.query("DELETE FROM django_q_ormq")
        return True

    def _crash(self) -> bool:
        assert self.cluster is not None
        self.cluster.crash()
        return True


def submit_under_faults(
    faults: Faults, kind_key: str, count: int, names: Iterable[str]
) -> list[Submission]:
    """Let sixteen clients send ``count`` requests, hurt something along the way."""
    submissions = [Submission(number, kind_key) for number in range(count)]
    drawn = list(names)
    hurt = threading.Thread(target=_hurt, args=(faults, submissions, drawn))
    port = faults.web.port
    with ThreadPoolExecutor(CLIENTS) as pool:
        hurt.start()
        for task in [pool.submit(each.send, port) for each in submissions]:
            task.result()
        hurt.join(PATIENCE)
        for task in [pool.submit(each.send, port) for each in submissions[::ANSWERED_AGAIN]]:
            task.result()
    return submissions


def _hurt(faults: Faults, submissions: list[Submission], names: list[str]) -> None:
    kinds = faults.kinds()
    for index, name in enumerate(names):
        goal = len(submissions) * index // len(names) + 1
        wait_until(lambda goal=goal: sum(bool(s.answers) for s in submissions) >= goal, PATIENCE)
        with suppress(psycopg.OperationalError):  # The database is coming up again.
            wait_until(kinds[name], 20)


def unsent(trial: Trial) -> int:
    """Return how many letters about cases are not sent."""
    sql = "SELECT count(*) FROM core_letter WHERE kind LIKE 'desk.%' AND state <> 'sent'"
    return int(trial.query(sql)[0][0])


def check(trial: Trial, submissions: list[Submission], folder: Path, kills: int) -> None:
    """Assert that each request is a case once, and that its two letters went out."""
    promised = [submission.answers[0] for submission in submissions]
    for submission in submissions:
        assert all(answer == submission.answers[0] for answer in submission.answers)
    stored = trial.query("SELECT reference FROM desk_case")
    assert sorted(row[0] for row in stored) == sorted(one["reference"] for one in promised)
    schools = trial.query("SELECT school_name FROM school_support_supportrequest")
    assert len({row[0] for row in schools}) == len(schools) == len(submissions)
    for table in ("school_support_pupilgroup", "school_support_requestedkind", "desk_caseevent"):
        assert trial.query(f"SELECT count(*) FROM {table}") == [(len(submissions),)]
    assert unsent(trial) == 0
    ids = Counter(message["Message-ID"] for message in received(folder))
    assert len(ids) == 2 * len(submissions)  # To the school, and to the coordinator.
    assert sum(ids.values()) - len(ids) <= kills
