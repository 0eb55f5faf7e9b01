"""Application configuration."""

from django.apps import AppConfig


class EditorConfig(AppConfig):
    """The editor in which translators and reviewers work."""

    name = "cms.translation.editor"
    label = "workbench"
    verbose_name = "Workbench"
    private_models = ("Comment", "CommentThread", "UnsavedText")
