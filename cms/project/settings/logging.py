"""Where log lines go: one stream for everything, and no line holds anybody's token."""

from typing import Any

import environ

env = environ.Env()

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
        }
    },
    "filters": {"tokens": {"()": "cms.core.access_tokens.RedactTokensFilter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["tokens"],
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {
        # Both write a line for every saved object, with its title; Wagtail keeps its own audit log.
        "django.request": {"filters": ["tokens"]},  # Django has a handler of its own.
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
        "django-q": {"level": "WARNING"},  # Two lines for every message.
        "axes": {"handlers": [], "level": "CRITICAL", "propagate": False},  # Names people.
    },
}
