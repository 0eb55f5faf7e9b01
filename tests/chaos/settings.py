"""The test settings with handlers whose effects can be counted, and a log that names processes."""

from cms.project.settings.test import *  # noqa: F403  A settings module extends another by design.
from cms.project.settings.test import INSTALLED_APPS, LOGGING

INSTALLED_APPS = [*INSTALLED_APPS, "tests.chaos"]
LOGGING["loggers"]["django-q"] = {"level": "INFO"}
