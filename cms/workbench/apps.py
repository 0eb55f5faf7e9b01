"""Application configuration."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """Where translators and reviewers work."""

    name = "cms.workbench"
    label = "workbench"
    verbose_name = "Workbench"
    private_models = ("Comment", "CommentThread", "UnsavedText")
