"""Application configuration."""

from django.apps import AppConfig


class PointsConfig(AppConfig):
    """Information points: directory, opening hours, closures."""

    name = "cms.points"
    label = "points"
    verbose_name = "Points"
    public_models = ("DirectoryPage", "HoursException", "HoursSpan", "InformationPoint", "Service")
    private_models = ("PointQuestion",)
