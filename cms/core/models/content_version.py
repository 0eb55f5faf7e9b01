"""The number of the public content."""

from django.db import models


class ContentVersion(models.Model):
    """One row (id 1); ``version`` grows by one with every change of what the public sees.

    Written by ``cms.core.content_version`` only, as the last statement before a commit. The row
    stays locked until that is done, so versions become visible in their own order.
    """

    version = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.version)
