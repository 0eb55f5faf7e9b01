"""The settings of the fault tests, with a mail server that can be looked at."""

from tests.chaos.settings import *  # noqa: F403  A settings module extends another by design.

EMAIL_BACKEND = "tests.translation.notifications.slow_mail.SlowBackend"
