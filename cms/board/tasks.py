"""Notes of each day's coverage; giving out much work at once."""

from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms.core.batches import Args, ItemRefused, batch_kind
from cms.jobs.api import periodic
from cms.translation.domain.errors import LocaleNotAllowedError
from cms.users.models import User

from .domain import coverage
from .domain.giving import ASSIGN, Gift, give, titles

HOUR: Final = 60 * 60


@periodic("board.coverage", seconds=HOUR)
def note_coverage() -> None:
    """Note how much is translated now; the day's last note stays."""
    coverage.note_today()


@batch_kind(ASSIGN, label=_("Giving out translations"), titles=titles, back="board:index")
def give_one(args: Args, owner_id: int | None) -> None:
    """Give one translation to somebody in the owner's name. Raises ItemRefused if it may not be."""
    locale = Locale.objects.get(language_code=args["locale"])
    try:
        owner = User.objects.get(pk=owner_id or 0, is_active=True)
        give(UUID(str(args["key"])), locale, Gift.from_args(args), by=owner)
    except User.DoesNotExist:
        raise ItemRefused(_("The account is gone or closed.")) from None
    except (PermissionDenied, LocaleNotAllowedError):
        raise ItemRefused(_("This person does not work in this language.")) from None
