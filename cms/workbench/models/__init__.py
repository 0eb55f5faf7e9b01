"""What people say about segments, and what they have typed and not saved yet."""

from .comments import Comment, CommentThread
from .unsaved import UnsavedText

__all__ = ["Comment", "CommentThread", "UnsavedText"]
