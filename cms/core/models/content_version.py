"""The number of the public content."""

from django.db import models


class ContentVersion(models.Model):
    """One row (id 1); ``version`` grows by one with every change of what the public sees.

    Written by ``cms.core.content_version`` only. Whoever changes public content holds this row's
    lock until the commit, so versions become visible in their own order.
    """

    version = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.version)
