"""Starting a run: what it would do and cost, then the batch."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.defaults import permission_denied
from wagtail_localize.models import Translation

from cms.background import batches
from cms.translation.base.domain.source_keys import keys_of
from cms.translation.machines.domain import run_estimate
from cms.translation.machines.domain.run_estimate import KIND, Plan
from cms.users.current_user import current_user

from .permissions import required_locales

CONFIRMED: Final = "confirmed"


def run(request: HttpRequest) -> HttpResponse:
    """Ask what to translate into which languages; with ``confirmed`` posted, start the batch.

    What is chosen stands in the address or in the form: ``ids`` (sources by name, see
    ``translation.base.domain.source_keys``), ``keys`` (translation keys), ``translation`` (ids of
    translations) or ``all``; each may come several times or separated by commas. ``locales`` are
    codes; ``revise`` adds texts whose source has changed. Where none is named, that of somebody who
    translates into one is ticked, else none. A language that is not the user's is refused with 403.
    """
    chosen = request.POST if request.method == "POST" else request.GET
    mine = required_locales(request.user)
    codes = set(_values(chosen, "locales"))
    if codes - {locale.language_code for locale in mine}:
        # Raised, Wagtail would answer with its home page.
        return permission_denied(request, PermissionDenied())
    keys, named = _keys(chosen), [locale for locale in mine if locale.language_code in codes]
    if request.method == "POST" and CONFIRMED in chosen:
        if named:
            return _start(request, run_estimate.plans(named, keys))
        messages.error(request, _("Choose at least one language."))
    return render(
        request,
        "machine_translation/run.html",
        {
            "page_title": _("Translate by machine"),
            "plans": run_estimate.plans(mine, keys),
            "keys": ",".join(key.hex for key in keys),
            "count": len(keys),
            "named": named or (mine if len(mine) == 1 else []),
            "revise": "revise" in chosen,
        },
    )


def _start(request: HttpRequest, plans: list[Plan]) -> HttpResponse:
    revise = "revise" in request.POST
    ready = [plan for plan in plans if plan.machine is not None]
    items = [item for plan in ready for item in plan.items(revise=revise)]
    if not items:
        messages.warning(request, _("There was nothing to translate."))
        return redirect("machine_translation:index")
    batch = batches.start(KIND, items, owner=current_user(request))
    return redirect("batches:progress", batch.pk)


def _keys(chosen: QueryDict) -> list[UUID]:
    if "all" in chosen:
        return run_estimate.all_sources()
    named = keys_of(_values(chosen, "ids"))
    found = [_uuid(key) for key in _values(chosen, "keys")]
    of_translations = [
        get_object_or_404(Translation, pk=pk).source.object_id
        for pk in _values(chosen, "translation")
        if pk.isdecimal()
    ]
    return list(dict.fromkeys([*named, *filter(None, found), *of_translations]))


def _values(chosen: QueryDict, name: str) -> list[str]:
    values: list[Any] = chosen.getlist(name)
    return [part for value in values for part in str(value).split(",") if part]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
