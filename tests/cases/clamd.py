"""A small clamd: it speaks INSTREAM over TCP, and knows one virus."""

from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Final

# The test file of the European Institute for Computer Antivirus Research, in two parts so that no
# scanner finds it here.
EICAR: Final = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SIZE_LIMIT: Final = 1_000_000


class _Handler(StreamRequestHandler):
    def handle(self) -> None:
        if self._until_null() != b"zINSTREAM":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while length := int.from_bytes(self.rfile.read(4), "big"):
            content += self.rfile.read(length)
        self.wfile.write(self._verdict(content) + b"\0")

    def _until_null(self) -> bytes:
        said = b""
        while (byte := self.rfile.read(1)) not in {b"\0", b""}:
            said += byte
        return said

    def _verdict(self, content: bytes) -> bytes:
        if len(content) > SIZE_LIMIT:
            return b"INSTREAM size limit exceeded. ERROR"
        return b"stream: Eicar-Signature FOUND" if EICAR in content else b"stream: OK"


@contextmanager
def clamd() -> Iterator[str]:
    """Run a clamd; yield its address, as ``CLAMAV_URL`` names it."""
    with ThreadingTCPServer(("127.0.0.1", 0), _Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"tcp://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
