"""What of the public API has changed, object by object, and up to which version that is known."""

from typing import ClassVar, Final

from django.db import models

# The version of a removal that its own transaction has noted, until the log is brought up to the
# content: it is told to everybody, whatever they know already.
PENDING: Final = 2**63 - 1


class ChangeLog(models.Model):
    """The one row that whoever writes to the log locks.

    Entries tell all changes up to ``complete_version`` since ``oldest_version``. A walk through
    all objects, begun at ``walk_version``, has come to the page ``walk_position``; ``walker`` is
    the number of the job that is at it until ``walker_until``, and no other may write.
    """

    complete_version = models.BigIntegerField(default=0)
    oldest_version = models.BigIntegerField(default=0)
    walk_version = models.BigIntegerField(null=True)
    walk_position = models.BigIntegerField(default=0)
    walker = models.BigIntegerField(default=0)
    walker_until = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"up to {self.complete_version}"


class ChangeEntry(models.Model):
    """An object of the public API as it last was; a page has one for each reader's locale.

    ``version`` is a content version that is not lower than that of the last change, and
    ``added_version`` one of the object's first or renewed publication. ``address`` is the path and
    query in the API, ``path`` the page's on the site. Of what was removed only numbers are left.
    """

    key = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    reader_locale = models.CharField(max_length=8)
    type = models.CharField(max_length=100)
    locale = models.CharField(max_length=8)
    address = models.TextField()
    path = models.TextField()
    etag = models.CharField(max_length=40)
    version = models.BigIntegerField()
    added_version = models.BigIntegerField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["version", "id"], name="delivery_changes_in_order"),
            models.Index(fields=["kind", "object_id"], name="delivery_changes_of_object"),
        ]

    def __str__(self) -> str:
        return self.key
