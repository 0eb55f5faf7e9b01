"""What the buttons of one segment ask for, with and without a script."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail_localize.models import Translation

from cms.translation.base.admin.error_messages import explain
from cms.translation.base.domain import segment_store
from cms.translation.base.domain.errors import (
    ConflictError,
    InvalidTextError,
    SegmentGoneError,
    TranslationError,
)
from cms.translation.base.domain.segment_rows import segment_rows, version
from cms.translation.base.rules.word_diff import word_diff
from cms.translation.editor.domain import acceptance, autosave, comment_threads
from cms.translation.editor.domain.editor_rows import bench
from cms.users.current_user import current_user

from .editor_view import EditorView, bar_context
from .translation_lookup import find_translation

UNPROCESSABLE: Final = 422


def wants_json(request: HttpRequest) -> bool:
    """Tell whether our script asks: it takes pieces of the page, people take the page."""
    return "application/json" in request.headers.get("Accept", "")


@method_decorator(never_cache, name="dispatch")
class SegmentView(View):
    """One segment: GET gives its row, POST does ``do`` and gives the row as it is then.

    Without a script POST leads back to the segment on the page.
    """

    def get(self, request: HttpRequest, translation_id: int, segment_id: int) -> HttpResponse:
        """Return the row and the bar as HTML in JSON."""
        return JsonResponse(pieces(request, find_translation(translation_id), [segment_id]))

    def post(self, request: HttpRequest, translation_id: int, segment_id: int) -> HttpResponse:
        """Do what was asked for; a refusal is told beside the segment."""
        translation = find_translation(translation_id)
        action = _ACTIONS.get(request.POST.get("do", ""))
        if action is None:
            raise BadRequest
        try:
            text = action(request, translation, segment_id)
        except ConflictError as refusal:
            return _conflict(request, translation, refusal)
        except TranslationError as refusal:
            return _refused(request, translation, segment_id, refusal)
        return _done(request, translation, segment_id, text)


def pieces(
    request: HttpRequest, translation: Translation, ids: list[int], **extra: Any
) -> dict[str, Any]:
    """Return rows by id and the bar, as HTML, for the script to put in their places."""
    on_bench = bench(translation, current_user(request), only=ids)
    show = request.POST.get("show") or request.GET.get("show", "")
    context = {**bar_context(on_bench, request.user), "show": show, **extra}
    return {
        "rows": {
            row.segment.id: render_to_string("workbench/row.html", {**context, "row": row}, request)
            for row in on_bench.rows
        },
        "bar": render_to_string("workbench/progress.html", context, request),
    }


def _save(request: HttpRequest, translation: Translation, segment_id: int) -> str:
    segment_store.write(
        translation,
        segment_id,
        typed_text(request),
        user=current_user(request),
        expected=request.POST.get("expected") or version(""),
    )
    autosave.forget(translation, segment_id, user=current_user(request))
    return _("Saved.") if typed_text(request) else _("Removed.")


def typed_text(request: HttpRequest) -> str:
    """Return what was typed; browsers send line ends as CR LF, texts have LF."""
    return request.POST.get("text", "").replace("\r\n", "\n").strip()


def _seen(request: HttpRequest, segment_id: int) -> dict[int, str]:
    return {segment_id: request.POST.get("seen", "")}


def _refuse_typed(request: HttpRequest) -> None:
    """Raise InvalidTextError where somebody would judge one text and has typed another."""
    if "text" in request.POST and version(typed_text(request)) != request.POST.get("seen"):
        raise InvalidTextError(_("Save or discard what you typed first."))


def _accept(request: HttpRequest, translation: Translation, segment_id: int) -> str:
    _refuse_typed(request)
    judged = acceptance.accept_seen(
        translation, _seen(request, segment_id), user=current_user(request)
    )
    return _("Accepted.") if not judged.changed else _refuse_changed(translation, segment_id)


def _adopt(request: HttpRequest, translation: Translation, segment_id: int) -> str:
    _refuse_typed(request)
    judged = acceptance.adopt_seen(
        translation, _seen(request, segment_id), user=current_user(request)
    )
    return _("Taken over.") if not judged.changed else _refuse_changed(translation, segment_id)


def _refuse_changed(translation: Translation, segment_id: int) -> str:
    """Raise ConflictError: what the person judged is not what stands there."""
    for row in segment_rows(translation):
        if row.id == segment_id:
            raise ConflictError(row)
    return ""


def _withdraw(request: HttpRequest, translation: Translation, segment_id: int) -> str:
    segment_store.withdraw_acceptance(translation, [segment_id], user=current_user(request))
    return _("Acceptance taken back.")


def _discard(request: HttpRequest, translation: Translation, segment_id: int) -> str:
    autosave.forget(translation, segment_id, user=current_user(request))
    return _("What was typed is gone.")


def _comment(request: HttpRequest, translation: Translation, segment_id: int) -> str:
    try:
        comment_threads.comment(
            translation, segment_id, request.POST.get("comment", ""), user=current_user(request)
        )
    except ValueError as error:
        problem = _("A comment has 1 to %(longest)d characters.") % {
            "longest": comment_threads.LONGEST
        }
        raise InvalidTextError(problem) from error
    return _("Comment added.")


def _resolve(request: HttpRequest, translation: Translation, segment_id: int) -> str:
    comment_threads.settle(translation, segment_id, user=current_user(request), is_resolved=True)
    return _("Resolved.")


def _reopen(request: HttpRequest, translation: Translation, segment_id: int) -> str:
    comment_threads.settle(translation, segment_id, user=current_user(request), is_resolved=False)
    return _("Open again.")


_Action = Callable[[HttpRequest, Translation, int], str]
_ACTIONS: Final[dict[str, _Action]] = {
    "save": _save,
    "accept": _accept,
    "adopt": _adopt,
    "withdraw": _withdraw,
    "discard": _discard,
    "comment": _comment,
    "resolve": _resolve,
    "reopen": _reopen,
}


def _done(
    request: HttpRequest, translation: Translation, segment_id: int, text: str
) -> HttpResponse:
    if wants_json(request):
        return JsonResponse(pieces(request, translation, [segment_id]) | {"message": text})
    messages.success(request, text)
    return redirect(_address(request, translation, segment_id))


def _address(request: HttpRequest, translation: Translation, segment_id: int) -> str:
    url = reverse("workbench:edit", args=[translation.pk])
    show = request.POST.get("show", "")
    query = f"?show={show}" if show.isidentifier() else ""
    return f"{url}{query}#segment-{segment_id}"


def _conflict(
    request: HttpRequest, translation: Translation, refusal: ConflictError
) -> HttpResponse:
    """Show both texts; saving again then means to replace the other's."""
    current, mine = refusal.current, typed_text(request)
    if request.POST.get("do") != "save":
        return _changed(request, translation, refusal)
    conflict = {
        "id": current.id,
        "mine": mine,
        "theirs": current.text,
        "expected": version(current.text),
        "diff": word_diff(current.text, mine) if mine else [],
    }
    if wants_json(request):
        found = pieces(request, translation, [current.id], conflict=conflict)
        return JsonResponse(found | {"message": explain(refusal)}, status=HTTPStatus.CONFLICT)
    return _page(request, translation, explain(refusal), conflict)


def _changed(
    request: HttpRequest, translation: Translation, refusal: ConflictError
) -> HttpResponse:
    """Show what stands there now: it is not what the person judged."""
    if wants_json(request):
        found = pieces(request, translation, [refusal.current.id])
        return JsonResponse(found | {"message": explain(refusal)}, status=HTTPStatus.CONFLICT)
    messages.warning(request, explain(refusal))
    return redirect(_address(request, translation, refusal.current.id))


def _refused(
    request: HttpRequest, translation: Translation, segment_id: int, refusal: TranslationError
) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"message": explain(refusal)}, status=UNPROCESSABLE)
    if "text" in request.POST and not isinstance(refusal, SegmentGoneError):
        # Nothing that was typed is lost: it stands in the field again, unsaved.
        seen = request.POST.get("expected", "")
        autosave.keep(
            translation, segment_id, typed_text(request), seen=seen, user=current_user(request)
        )
    messages.error(request, explain(refusal))
    return redirect(_address(request, translation, segment_id))


def _page(
    request: HttpRequest, translation: Translation, text: str, conflict: dict[str, Any]
) -> HttpResponse:
    messages.warning(request, text)
    view = EditorView(conflict=conflict)
    view.setup(request, translation_id=translation.pk)
    response = view.get(request, translation_id=translation.pk)
    response.status_code = HTTPStatus.CONFLICT
    return response
