"""Pages as prepared JSON: read with one SELECT, made anew when the content has changed."""

from .lookup import Elsewhere, by_id, by_path, many, prepare
from .store import Document

__all__ = ["Document", "Elsewhere", "by_id", "by_path", "many", "prepare"]
