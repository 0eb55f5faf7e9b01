"""Where a publisher sees each text before and after, and says which of them mean the same."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from django.views.decorators.http import require_POST
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic import IndexView
from wagtail.models import Revision
from wagtail_localize.models import TranslationSource

from cms.core import locales
from cms.core.models import TranslationState, TranslationStatus
from cms.translation.base.domain import minor_edits
from cms.translation.base.domain.source_diff import Change, changes
from cms.translation.base.models import MinorEdit
from cms.translation.base.rules.word_diff import word_diff
from cms.users.current_user import current_user


class ConfirmView(View):
    """Shows every change between what translators have and a draft, and asks which are minor."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Look up the draft. Raises Http404 for one of what was never translated."""
        super().setup(request, *args, **kwargs)
        self.revision = get_object_or_404(Revision, pk=kwargs["revision_id"])
        self.instance: Any = self.revision.content_object
        self.source = get_object_or_404(
            TranslationSource,
            object_id=self.instance.translation_key,
            locale__language_code=locales.SOURCE,
        )

    def get(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Show the changes."""
        return self._show(request)

    @transaction.atomic
    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Publish what was seen, unless somebody has saved or published something else since."""
        TranslationSource.objects.select_for_update().get(pk=self.source.pk)
        shown = self._changes()
        self.instance.refresh_from_db()
        if not self._is_what_was_seen(request.POST, shown):
            messages.error(request, _("Somebody else has changed this text meanwhile."))
            return self._show(request, status=HTTPStatus.CONFLICT)
        user = current_user(request)
        declaration = minor_edits.declare(user, shown, set(request.POST.getlist("minor")))
        with minor_edits.declared(declaration):
            self.revision.publish(user=user)
        _tell(request, self.instance, declaration.carried)
        return redirect(AdminURLFinder(request.user).get_edit_url(self.instance))

    def _changes(self) -> list[Change]:
        return changes(self.source, self.revision.as_object())

    def _is_what_was_seen(self, sent: Any, shown: list[Change]) -> bool:
        is_newest = self.instance.latest_revision_id == self.revision.pk
        return bool(is_newest and sent.getlist("seen") == [change.key for change in shown])

    def _show(self, request: HttpRequest, *, status: int = 200) -> HttpResponse:
        if self.instance.latest_revision_id != self.revision.pk:
            self.revision = Revision.objects.get(pk=self.instance.latest_revision_id)
        found = self._changes()
        context = {
            "title": _("Publish as a minor edit"),
            "instance": self.instance,
            "revision": self.revision,
            "edit_url": AdminURLFinder(request.user).get_edit_url(self.instance),
            "seen": [change.key for change in found],
            "offered": [_row(change) for change in found if change.is_offered],
            "others": [_row(change) for change in found if not change.is_offered],
            "source_language": locales.SOURCE,
        }
        return render(request, "translation/minor_edit.html", context, status=status)


def _row(change: Change) -> dict[str, Any]:
    is_changed = change.old and change.new
    return {"change": change, "diff": word_diff(change.old, change.new) if is_changed else []}


def _tell(request: HttpRequest, instance: Any, carried: int) -> None:
    text = ngettext(
        "Published. %(count)d translated text was carried over as it is.",
        "Published. %(count)d translated texts were carried over as they are.",
        carried,
    )
    messages.success(request, text % {"count": carried} if carried else _("Published."))
    behind = TranslationState.objects.filter(
        translation_key=instance.translation_key, status=TranslationStatus.BEHIND
    )
    if behind.exists():
        messages.warning(
            request,
            _(
                "Some translations are behind: a text that was not picked, an earlier change, an "
                "address, a picture or the structure waits for them."
            ),
        )


class MinorEditsView(IndexView):
    """Who declared what minor, the newest first."""

    model = MinorEdit
    template_name = "translation/minor_edits.html"
    results_template_name = "translation/minor_edits.html"
    page_title = gettext_lazy("Minor edits")
    header_icon = "check"
    paginate_by = 20
    is_searchable = False
    index_url_name = "translation:minor_edits"
    index_results_url_name = None
    permission_policy = None

    def get_queryset(self) -> Any:
        """Return the edits with what they changed."""
        found = MinorEdit.objects.select_related("source", "made_by", "undone_by")
        return found.prefetch_related("changes__old", "changes__new")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what changed, word by word."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        context["rows"] = [
            {"edit": edit, "changes": [_difference(change) for change in edit.changes.all()]}
            for edit in context["object_list"]
        ]
        return context | {"source_language": locales.SOURCE}


def _difference(change: Any) -> dict[str, Any]:
    return {"diff": word_diff(change.old.data, change.new.data), "carried": len(change.carried)}


@require_POST
def undo_minor_edit(request: HttpRequest, edit_id: int) -> HttpResponse:
    """Take one back, and say what it means. Raises PermissionDenied."""
    edit = get_object_or_404(MinorEdit, pk=edit_id)
    if minor_edits.undo(edit, user=current_user(request)):
        messages.success(request, _("Undone: the translations are behind, their people are told."))
    else:
        messages.warning(request, _("Somebody has undone this already."))
    return redirect("translation:minor_edits")
