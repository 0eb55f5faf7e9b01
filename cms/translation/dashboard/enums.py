"""Sort orders and filter values of the dashboard."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sort(models.TextChoices):
    """The order of the rows."""

    TREE = "", _("as in the site")
    TITLE = "title", _("by title")
    BEHIND = "behind", _("longest behind first")
    DUE = "due", _("due soonest first")
    OPEN = "open", _("most words open first")


# In the filter by kind: pages that have pictures, of which only the descriptions are counted.
PICTURES: Final = "pictures"
SNIPPETS: Final = "snippets"
# In the filter by assignee.
NOBODY: Final = "nobody"
ME: Final = "me"
