"""A developer's machine, and ``make up``."""

from .base import *  # noqa: F403  A settings module extends the base by design.

DEBUG = env.bool("DEBUG", True)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
MACHINE_TRANSLATION_DUMMY = True
