"""The settings of the fault tests with a real mail server, and what processes share on the disk."""

from tests.chaos.settings import *  # noqa: F403  A settings module extends another by design.
from tests.chaos.settings import EMAIL_CONFIG, VAR_DIR

EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_TIMEOUT = 5
RUN_DIR = VAR_DIR / "run"
