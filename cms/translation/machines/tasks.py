"""Bulk runs: a page and a language at a time."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Locale, Page

from cms.background.batches import Args, ItemRefusedError, batch_kind
from cms.core import locales
from cms.translation.base.domain import permissions
from cms.translation.base.domain.errors import SourceNotPublicError
from cms.translation.machines.domain import runs
from cms.translation.machines.domain.run_estimate import KIND
from cms.translation.machines.domain.runs import Outcome
from cms.users.models import User


def _titles(items: Sequence[Args]) -> list[str]:
    """Return “title (language)” of each item, as the admin's user knows them."""
    keys = {UUID(str(args["key"])) for args in items}
    pages = Page.objects.filter(translation_key__in=keys, locale__language_code=locales.SOURCE)
    titles = dict(pages.values_list("translation_key", "title"))
    snippet = _("Snippet")
    return [
        f"{titles.get(UUID(str(args['key'])), snippet)}"
        f" ({locales.NAMES.get(str(args['locale']), args['locale'])})"
        for args in items
    ]


@batch_kind(
    KIND,
    label=gettext_lazy("Machine translation"),
    outside=True,
    titles=_titles,
    back="machine_translation:index",
)
def translate_one(args: Args, owner_id: int | None) -> None:
    """Translate what is missing. ``args``: translation key in hex, locale's code, 0 or 1."""
    locale = Locale.objects.get(language_code=args["locale"])
    owner = User.objects.filter(pk=owner_id).first() if owner_id else None
    if owner is None or not permissions.may_edit(owner, locale):
        raise ItemRefusedError(gettext_lazy("You have no rights in this language."))
    try:
        outcome = runs.translate_source(
            UUID(str(args["key"])), locale, user=owner, revise=bool(args["revise"])
        )
    except (runs.SourceGoneError, SourceNotPublicError):
        raise ItemRefusedError(
            gettext_lazy("The Polish page is not published, so it cannot be translated yet.")
        ) from None
    except runs.NoMachineError:
        raise ItemRefusedError(gettext_lazy("No machine is chosen for this language.")) from None
    except runs.StoppedError:
        raise ItemRefusedError(
            gettext_lazy("This translation was stopped: its page is edited by hand.")
        ) from None
    if outcome.refusals or outcome.closed:
        raise ItemRefusedError(in_words(outcome))


def _in_words(outcome: Outcome) -> str:
    parts = [str(refusal) for refusal in outcome.refusals]
    if outcome.closed:
        parts.append(_closed(outcome.closed))
    if outcome.written:
        parts.append(_written(outcome.written))
    return " ".join(parts)


def _closed(count: int) -> str:
    text = ngettext(
        "%(count)d text needs a decision: see Reports, Machine translation.",
        "%(count)d texts need a decision: see Reports, Machine translation.",
        count,
    )
    return text % {"count": count}


def _written(count: int) -> str:
    text = ngettext(
        "%(count)d text was translated before.", "%(count)d texts were translated before.", count
    )
    return text % {"count": count}


# Put into words when it is shown to the owner, in the owner's language.
in_words: Any = lazy(_in_words, str)
