"""Application configuration."""

from django.apps import AppConfig


class TranslationFilesConfig(AppConfig):
    """Export and import of translations as files."""

    name = "cms.translation.files"
    label = "exchange"
    verbose_name = "Exchange"
    private_models = ("Export", "ExportedFile", "Import", "ImportedFile")
