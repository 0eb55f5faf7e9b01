"""Work of releases that the worker does."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from cms.core.batches import Args, ItemRefused, batch_kind
from cms.releases.domain import submission
from cms.translation.domain.errors import InvalidTranslationError, SourceNotPublicError
from cms.users.models import User


@batch_kind(
    submission.KIND,
    label=_("Submitting for translation"),
    titles=submission.titles,
    back="board:index",
)
def submit_one(args: Args, owner_id: int | None) -> None:
    """Start the translations of one page or snippet."""
    owner = User.objects.filter(pk=owner_id).first() if owner_id else None
    try:
        submission.do_one(args, user=owner)
    except SourceNotPublicError:
        raise ItemRefused(
            _("The Polish page is not published, so it cannot be translated yet.")
        ) from None
    except PermissionDenied:
        raise ItemRefused(_("You have no rights in this language.")) from None
    except submission.UnknownSourceError:
        raise ItemRefused(_("This has been deleted meanwhile.")) from None
    except InvalidTranslationError as error:
        raise ItemRefused(str(error)) from None
