"""Application configuration."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Translations as files, out and back."""

    name = "cms.exchange"
    label = "exchange"
    verbose_name = "Exchange"
    private_models = ("Export", "ExportedFile", "Import", "ImportedFile")
