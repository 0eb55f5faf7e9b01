"""Work of releases that the worker does."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.background.batches import Args, ItemRefusedError, batch_kind
from cms.background.jobs.api import Effect, job, periodic
from cms.translation.base.domain.errors import InvalidTranslationError, SourceNotPublicError
from cms.translation.releases.domain import bulk_submission, lifecycle
from cms.translation.releases.domain.refusal_messages import problems
from cms.translation.releases.domain.release_items import ReleaseItem
from cms.translation.releases.models import Release
from cms.users.admin_language import in_words_of
from cms.users.models import User


@batch_kind(
    bulk_submission.KIND,
    label=_("Submitting for translation"),
    titles=bulk_submission.titles,
    back="board:index",
)
def submit_one(args: Args, owner_id: int | None) -> None:
    """Start the translations of one page or snippet."""
    owner = User.objects.filter(pk=owner_id).first() if owner_id else None
    try:
        bulk_submission.do_one(args, user=owner)
    except SourceNotPublicError:
        raise ItemRefusedError(
            _("The Polish page is not published, so it cannot be translated yet.")
        ) from None
    except PermissionDenied:
        raise ItemRefusedError(_("You have no rights in this language.")) from None
    except bulk_submission.UnknownSourceError:
        raise ItemRefusedError(_("This has been deleted meanwhile.")) from None
    except InvalidTranslationError as error:
        raise ItemRefusedError(str(error)) from None


@periodic("releases.run_due", seconds=15)
def run_due() -> None:
    """Start the releases whose time has come."""
    lifecycle.run_due()


@job(lifecycle.RUN)
def run(*, release_id: int) -> None:
    """Publish all of a release or nothing of it."""
    lifecycle.carry_out(release_id, explain=_explain)


@job(lifecycle.TELL, effect=Effect.OUTSIDE)
def tell(*, release_id: int, person_id: int, job_key: str) -> None:
    """Mail somebody who publishes why a release has failed."""
    release = Release.objects.filter(pk=release_id).first()
    person = User.objects.filter(pk=person_id, is_active=True).exclude(email="").first()
    if release is None or person is None:
        return
    address = settings.CMS_URL + reverse("releases:detail", args=[release.pk])
    with in_words_of(person):
        EmailMessage(
            subject=gettext("A release has failed: nothing was published"),
            body="\n".join([gettext("This is missing:"), *release.problems, "", address]),
            to=[person.email],
            headers={"Message-ID": f"<release-{release.pk}.{job_key}@wspolna-sprawa>"},
        ).send()


def _explain(cells: list[ReleaseItem], owner: Any) -> list[str]:
    with in_words_of(owner):
        return problems(cells)
