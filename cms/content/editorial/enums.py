"""What can be wrong with a link."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkFault(models.TextChoices):
    """Why a reader who follows the link does not get what it promised."""

    UNPUBLISHED = "unpublished", _("the page is not published")
    DELETED = "deleted", _("the page or file no longer exists")
    NOT_FOUND = "not_found", _("the address answers “not found”")
    FAILING = "failing", _("the address answers with an error")
    UNREACHABLE = "unreachable", _("the server cannot be reached")
    REFUSED = "refused", _("the address is not one of the public internet")


# A bad minute of somebody's server is no broken link: these count only when found twice running.
PASSING_FAULTS: Final = frozenset({LinkFault.FAILING, LinkFault.UNREACHABLE})
