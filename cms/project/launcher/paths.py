"""Where the project's own tools live inside the checkout."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[3]
FRONTEND: Final = ROOT / "frontend"
TOOLS: Final = ROOT / ".tools"
UV: Final = TOOLS / "bin" / "uv"
VENV: Final = ROOT / ".venv"
NEXT_VENV: Final = ROOT / ".venv-next"
LOCK: Final = ROOT / "requirements.lock"
NEXT_IN: Final = ROOT / "tests" / "next.in"
NEXT_LOCK: Final = ROOT / "tests" / "next.lock"
LIGHTHOUSE: Final = ROOT / "tests" / "bench" / "phone"
