"""What the script asks for while somebody works: suggestions, warnings, others' news."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from cms.core import locales
from cms.translation.base.domain.segment_rows import version
from cms.translation.editor.domain import autosave
from cms.translation.editor.domain.editor_rows import bench, stamps
from cms.users.current_user import current_user

from .editor_view import help_with
from .segments import typed_text
from .translation_lookup import find_translation


@method_decorator(never_cache, name="dispatch")
class HelpView(View):
    """What could be written for a segment: memory and machines, asked when somebody gets there."""

    def get(self, request: HttpRequest, translation_id: int, segment_id: int) -> HttpResponse:
        """Return the suggestions as HTML in JSON."""
        translation = find_translation(translation_id)
        context = {
            **help_with(request, translation, segment_id),
            "language": translation.target_locale.language_code,
            "source_language": locales.SOURCE,
        }
        html = render_to_string("workbench/suggestions.html", context, request)
        return JsonResponse({"html": html})


class CheckView(View):
    """Keeps what is being typed, and says what is wrong with it so far."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, translation_id: int, segment_id: int) -> HttpResponse:
        """Return the warnings as HTML in JSON; nothing of it counts as translated."""
        translation = find_translation(translation_id)
        text, seen = typed_text(request), request.POST.get("expected", "")
        if version(text) == seen:
            autosave.forget(translation, segment_id, user=current_user(request))
        else:
            autosave.keep(translation, segment_id, text, seen=seen, user=current_user(request))
        rows = bench(translation, current_user(request), only=[segment_id]).rows
        context = {
            "row": rows[0],
            "language": translation.target_locale.language_code,
            "source_language": locales.SOURCE,
        }
        return JsonResponse({"html": render_to_string("workbench/warnings.html", context)})


@method_decorator(never_cache, name="dispatch")
class StatusView(View):
    """What has changed since: a stamp a segment, for the script to ask now and then."""

    def get(self, _request: HttpRequest, translation_id: int) -> HttpResponse:
        """Return the stamps by segment id."""
        return JsonResponse({"stamps": stamps(find_translation(translation_id))})
