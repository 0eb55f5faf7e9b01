"""As much of a mail server as taking letters needs, over real SMTP."""

import socketserver
import threading
from email import message_from_bytes
from email.message import Message


class MailServer:
    """``received`` are the letters it said yes to; it can be stopped and started on its port."""

    def __init__(self) -> None:
        self.received: list[Message] = []
        self._server: _Listener | None = None
        self.port = 0
        self.start()

    def start(self) -> None:
        """Listen, the second time on the port of the first."""
        self._server = _Listener(self.port, self.received)
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True).start()

    def stop(self) -> None:
        """Refuse every connection from now on."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


class _Listener(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int, received: list[Message]) -> None:
        self.received = received
        super().__init__(("127.0.0.1", port), _Talk)


class _Talk(socketserver.StreamRequestHandler):
    server: _Listener

    def handle(self) -> None:
        self._say("220 mail.example.org")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"QUIT":
                return self._say("221 Bye")
            if verb == b"DATA":
                self._say("354 Go on")
                self._take()
            self._say("250 OK")
        return None

    def _take(self) -> None:
        lines = []
        for line in self.rfile:
            if line.rstrip(b"\r\n") == b".":
                self.server.received.append(message_from_bytes(b"".join(lines)))
                return
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        raise ConnectionError("The letter was cut off.")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())
