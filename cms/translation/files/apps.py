"""Application configuration."""

from django.apps import AppConfig


class TranslationFilesConfig(AppConfig):
    """Translations as files, out and back."""

    name = "cms.translation.files"
    label = "exchange"
    verbose_name = "Exchange"
    private_models = ("Export", "ExportedFile", "Import", "ImportedFile")
