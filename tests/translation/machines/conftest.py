"""A machine on this machine: an HTTP server that speaks DeepL's and LibreTranslate's formats."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.utils import translation
from wagtail.models import Locale

from cms.translation.machines.domain import machine_requests
from cms.translation.machines.enums import Provider
from cms.translation.machines.models import MachineChoice

KEY = "a-key:fx"


@dataclass
class Machine:
    """What the server answers, and what it was asked; ``texts`` are all it was sent, in order."""

    url: str = ""
    status: int = 200
    # None: the usual answer. A function of (texts, target) for other texts, or any document.
    answer: Any = None
    before: Callable[[], None] | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [text for body in self.asked for text in body.get("text") or body.get("q")]

    def translate(self, texts: list[str], target: str) -> list[str]:
        if callable(self.answer):
            found: list[str] = self.answer(texts, target)
            return found
        return [f"{target}: {text}" for text in texts]


class Handler(BaseHTTPRequestHandler):
    """Answers for the ``machine`` of its class."""

    machine: Machine

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.machine.asked.append(body)
        self.machine.headers.append(dict(self.headers))
        if self.machine.before:
            self.machine.before()
        answer = self._document(body)
        content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(self.machine.status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _document(self, body: dict[str, Any]) -> object:
        if self.machine.answer is not None and not callable(self.machine.answer):
            return self.machine.answer
        if self.path == "/v2/translate":
            texts = self.machine.translate(body["text"], body["target_lang"])
            items = [{"detected_source_language": "PL", "text": text} for text in texts]
            return {"translations": items}
        return {"translatedText": self.machine.translate(body["q"], body["target"])}

    def log_message(self, *_args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """Says nothing of callers who did not wait for the answer."""

    daemon_threads = True

    def handle_error(self, *_args: object) -> None:
        pass


@pytest.fixture
def machine(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    state = Machine()
    server = Server(("127.0.0.1", 0), type("Bound", (Handler,), {"machine": state}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_port}"
    settings.DEEPL_AUTH_KEY, settings.DEEPL_URL = KEY, state.url
    settings.LIBRETRANSLATE_URL, settings.LIBRETRANSLATE_API_KEY = state.url, ""
    monkeypatch.setattr(machine_requests, "PAUSES", (0.01, 0.01))
    yield state
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Read messages as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def choice(db: None) -> MachineChoice:
    return MachineChoice.objects.create(
        locale=Locale.objects.get(language_code="uk"), provider=Provider.DEEPL
    )
