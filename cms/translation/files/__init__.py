"""Translations as PO and XLIFF files: export and import."""
