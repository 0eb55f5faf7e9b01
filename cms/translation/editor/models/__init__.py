"""What people say about segments, and what they have typed and not saved yet."""

from .autosave import UnsavedText
from .comments import Comment, CommentThread

__all__ = ["Comment", "CommentThread", "UnsavedText"]
