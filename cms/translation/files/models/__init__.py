"""Exports and imports with their files."""

from .exports import Export, ExportedFile
from .imports import Import, ImportedFile

__all__ = ["Export", "ExportedFile", "Import", "ImportedFile"]
