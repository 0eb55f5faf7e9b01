"""Notes of each day's coverage; giving out much work at once."""

from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from cms.background.batches import Args, ItemRefusedError, batch_kind
from cms.background.jobs.api import periodic
from cms.translation.base.domain.errors import LocaleNotAllowedError
from cms.users.models import User

from .domain import coverage
from .domain.bulk_assignment import ASSIGN, BulkAssignment, give, titles

HOUR: Final = 60 * 60


@periodic("board.coverage", seconds=HOUR)
def note_coverage() -> None:
    """Note how much is translated now; the day's last note stays."""
    coverage.note_today()


@batch_kind(ASSIGN, label=_("Giving out translations"), titles=titles, back="board:index")
def give_one(args: Args, owner_id: int | None) -> None:
    """Give one translation to somebody in the owner's name, or raise ItemRefusedError."""
    locale = Locale.objects.get(language_code=args["locale"])
    try:
        owner = User.objects.get(pk=owner_id or 0, is_active=True)
        give(UUID(str(args["key"])), locale, BulkAssignment.from_args(args), by=owner)
    except User.DoesNotExist:
        raise ItemRefusedError(_("The account is gone or closed.")) from None
    except (PermissionDenied, LocaleNotAllowedError):
        raise ItemRefusedError(_("This person does not work in this language.")) from None
