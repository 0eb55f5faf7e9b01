"""What was sent out, and what came in."""

from .exports import Export, ExportedFile
from .imports import Import, ImportedFile

__all__ = ["Export", "ExportedFile", "Import", "ImportedFile"]
