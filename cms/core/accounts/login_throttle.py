"""The brake on log-ins: django-axes counts failures by account and by address, in a cache.

The keys in the cache are digests; nothing is written to the database, and axes' own loggers, which
name people and their addresses, are silent (``LOGGING``).
"""

import logging
from typing import Any, Final

from axes.handlers.cache import AxesCacheHandler
from django.http import HttpRequest, HttpResponse
from redis.exceptions import RedisError

from cms.core.rate_limit import address_of, network_of

logger = logging.getLogger(__name__)

_AWAY: Final = "Log-ins are not counted: the cache does not answer (%s)."


class ThrottleHandler(AxesCacheHandler):
    """Axes' handler; while the cache is away everybody may log in."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Return how often it failed for the account or the address, whichever is more."""
        try:
            return int(super().get_failures(request, credentials))
        except (RedisError, OSError) as error:
            logger.warning(_AWAY, type(error).__name__)
            return 0

    def user_login_failed(self, *args: object, **kwargs: object) -> None:
        """Count one more."""
        try:
            super().user_login_failed(*args, **kwargs)
        except (RedisError, OSError) as error:
            logger.warning(_AWAY, type(error).__name__)

    def user_logged_in(self, *args: object, **kwargs: object) -> None:
        """Begin to count anew."""
        try:
            super().user_logged_in(*args, **kwargs)
        except (RedisError, OSError) as error:
            logger.warning(_AWAY, type(error).__name__)


def client_network(request: HttpRequest) -> str:
    """Return what is counted as one address: axes' ``AXES_CLIENT_IP_CALLABLE``."""
    return network_of(address_of(request))


def refuse(
    request: HttpRequest, response: HttpResponse, _credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Say 429 with the log-in page, whose form says why: axes' ``AXES_LOCKOUT_CALLABLE``."""
    del request
    response.status_code = 429
    return response
