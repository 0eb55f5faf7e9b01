"""Work of releases that the worker does."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.core.batches import Args, ItemRefused, batch_kind
from cms.core.words import in_words_of
from cms.jobs.api import Effect, job, periodic
from cms.releases.domain import planning, submission
from cms.releases.domain.cells import Cell
from cms.releases.domain.words import problems
from cms.releases.models import Release
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


@periodic("releases.run_due", seconds=15)
def run_due() -> None:
    """Start the releases whose time has come."""
    planning.run_due()


@job(planning.RUN)
def run(*, release_id: int) -> None:
    """Publish all of a release or nothing of it."""
    planning.carry_out(release_id, explain=_explain)


@job(planning.TELL, effect=Effect.OUTSIDE)
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


def _explain(cells: list[Cell], owner: Any) -> list[str]:
    with in_words_of(owner):
        return problems(cells)
