"""Comments on segments, and texts that were typed and not saved yet."""

from .autosave import UnsavedText
from .comments import Comment, CommentThread

__all__ = ["Comment", "CommentThread", "UnsavedText"]
