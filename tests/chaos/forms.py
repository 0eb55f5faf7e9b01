"""People who send three kinds of forms, each with its key, again and again until it is taken."""

import http.client
import json
import random
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from tests.chaos.school_requests import Submission

CLIENTS: Final = 6
PATIENCE: Final = 120
PAUSE: Final = 1.0  # Seconds between two forms of one client: a page takes 500 answers an hour.
KINDS: Final = ("feedback", "request", "sign-up", "request", "sign-up")


@dataclass
class Form:
    """One form; ``answers`` are those that said it was taken."""

    kind: str
    number: int
    path: str
    body: dict[str, Any]
    answers: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[int] = field(default_factory=list)

    def send(self, port: int) -> None:
        """Send it until it is taken. Raises TimeoutError."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            status, content = self._post(port)
            if status == http.client.CREATED:
                self.answers.append(json.loads(content))
                return
            self.refusals.append(status)
            time.sleep(2)
        raise TimeoutError(f"{self.kind} {self.number}: {self.refusals}")

    def _post(self, port: int) -> tuple[int, bytes]:
        # Everybody has an address of their own, or the limits of one would stop them.
        address = ".".join(str(random.randrange(1, 255)) for _part in range(4))
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": f"away-{self.kind}-{self.number}",
            "X-Forwarded-For": address,
        }
        server = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        with closing(server) as connection, suppress(OSError, http.client.HTTPException):
            connection.request("POST", self.path, json.dumps(self.body), headers)
            response = connection.getresponse()
            return response.status, response.read()
        return 0, b""


@dataclass(frozen=True)
class Addresses:
    """Where forms go: an activity, its open group, and the key of a kind of support."""

    activity: int
    group: int
    kind_key: str

    def form(self, number: int) -> Form:
        """Return the form of this number; the kinds take turns."""
        kind = KINDS[number % len(KINDS)]
        if kind == "feedback":
            body: dict[str, Any] = {"helpful": True, "comment": f"Uwaga {number}.", "locale": "pl"}
            return Form(kind, number, f"/api/v2/pages/{self.activity}/feedback/", body)
        if kind == "request":
            body = Submission(number, self.kind_key).body()
            return Form(kind, number, "/api/v2/school-support/requests/", body)
        person = f"osoba-{number}@example.org"
        body = {"group": self.group, "locale": "uk", "email": person, "size": 1, "consent": True}
        return Form(kind, number, f"/api/v2/activities/{self.activity}/registrations/", body)


@contextmanager
def sending(addresses: Addresses, port: int) -> Iterator[list[Form]]:
    """Send forms meanwhile; afterwards each is taken, and every fifth was sent once more."""
    forms: list[Form] = []
    failed: list[BaseException] = []
    numbers, over = count(), threading.Event()

    def work() -> None:
        try:
            while not over.wait(PAUSE):
                form = addresses.form(next(numbers))
                forms.append(form)
                form.send(port)
                if form.number % 5 == 0:
                    form.send(port)
        except TimeoutError as error:
            failed.append(error)

    threads = [threading.Thread(target=work) for _client in range(CLIENTS)]
    for thread in threads:
        thread.start()
    try:
        yield forms
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert failed == []
