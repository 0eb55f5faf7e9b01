"""The text of a PDF as its reader copies it: glyphs by the ToUnicode maps of their fonts."""

import re
from io import BytesIO
from typing import Any

import pikepdf

_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def words(content: bytes | None) -> str:
    """Return all text of a PDF, a line for each run of glyphs."""
    assert content is not None
    with pikepdf.open(BytesIO(content)) as pdf:
        return "\n".join(run for page in pdf.pages for run in _runs(page))


def _runs(page: Any) -> list[str]:
    fonts = {name: _map(font) for name, font in page.Resources.Font.items()}
    known: dict[int, str] = {}
    runs = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            known = fonts[str(operands[0])]
        elif str(operator) in {"Tj", "TJ"}:
            shown = operands[0] if str(operator) == "TJ" else [operands[0]]
            glyphs = b"".join(bytes(each) for each in shown if isinstance(each, pikepdf.String))
            codes = [int.from_bytes(glyphs[at : at + 2]) for at in range(0, len(glyphs), 2)]
            runs.append("".join(known.get(code, "?") for code in codes))
    return runs


def _map(font: Any) -> dict[int, str]:
    text = font.ToUnicode.read_bytes()
    found: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, said in _PAIR.findall(block):
            found[int(code, 16)] = bytes.fromhex(said.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, said in _RANGE.findall(block):
            start = int(said, 16)
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = chr(start + code - int(first, 16))
    return found
