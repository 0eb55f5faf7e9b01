"""Application configuration."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Cases: received, worked on, answered."""

    name = "cms.desk"
    label = "desk"
    verbose_name = "Desk"
    private_models = (
        "Appointment",
        "Case",
        "CaseActivity",
        "CaseEvent",
        "CaseFile",
        "Message",
        "MessageTemplate",
        "Remit",
    )
