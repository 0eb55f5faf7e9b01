"""The process that draws a certificate: JSON in, PDF out. Knows no Django and reads no database."""

import json
import resource
import sys
from base64 import b64decode
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import typst

PAPER: Final = Path(__file__).with_name("certificate.typ")
CPU_SECONDS: Final = 15
MEMORY: Final = 2 * 1024**3


def limit() -> None:
    """End this process, not its caller, when drawing goes astray."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def draw(values: dict[str, Any]) -> bytes:
    """Return a tagged PDF (PDF/UA-1); typst refuses to make one that is not."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        emblem = values.pop("emblem", None)
        if emblem:
            (folder / emblem["name"]).write_bytes(b64decode(emblem["content"]))
        (folder / "paper.typ").write_bytes(PAPER.read_bytes())
        inputs = {"values": json.dumps(values), "emblem": emblem["name"] if emblem else ""}
        try:
            return compiled(folder, inputs)
        except typst.TypstError:
            if not emblem:
                raise
        # A picture that cannot be read costs nobody their certificate.
        return compiled(folder, {**inputs, "emblem": ""})


def compiled(folder: Path, inputs: dict[str, str]) -> bytes:
    """Return what typst makes of the paper in a folder. Raises ``TypstError``."""
    pdf: bytes = typst.compile(
        folder / "paper.typ",
        root=folder,
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs=inputs,
    )
    return pdf


if __name__ == "__main__":
    limit()
    sys.stdout.buffer.write(draw(json.load(sys.stdin)))
