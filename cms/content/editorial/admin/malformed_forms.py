"""What somebody sent that no form can read is answered as such, and comes back to them.

Wagtail's and Django's own widgets take it for granted that a browser sends all of a form: without
the count of its blocks, with words for the key of a page or with half of a rich text they raise
what nobody catches; so do those that revert a snippet to a revision without what it must have. That
is no fault of the server, and the text must not be gone.
"""

import logging
from collections.abc import Callable, Iterator
from types import FrameType, TracebackType
from typing import Any, Final

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DataError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.datastructures import MultiValueDictKeyError

from .sent_values import label_of, labelled
from .session_expiry import ADMIN, language_of, typed

logger = logging.getLogger(__name__)
_READING: Final = "value_from_datadict"  # What a widget makes of what was sent for it.
_FORMS: Final = ("self", "form")  # What functions that read or save a form call it.
_TOO_LONG: Final = "Exceeds the limit ("  # Python, of a number with thousands of digits.


class UnreadableFormMiddleware:
    """Answers 400 with what was sent, in the language of whoever sent it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Change nothing."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Return the answer where ``fault`` is of what was sent; other faults stay faults.

        The log does not say what it was: that may be anybody's words.
        """
        if not request.path.startswith(ADMIN) or not _is_of_what_was_sent(request, fault):
            return None
        match = request.resolver_match
        name = match.view_name if match else ""
        logger.warning("What was sent to %s cannot be read: %s", name, type(fault).__name__)
        form = _form_of(fault)
        with translation.override(language_of(request)):
            context: dict[str, Any] = {
                "fields": list(labelled(form, typed(request))),
                "had_files": bool(request.FILES),
                "faults": _said(fault, form),
            }
            answer = render(request, "editorial/malformed_form.html", context, status=400)
        add_never_cache_headers(answer)
        return answer


def _is_of_what_was_sent(request: HttpRequest, fault: Exception) -> bool:
    """Tell whether a widget, a field or a model cannot take what was sent."""
    if isinstance(fault, MultiValueDictKeyError | OverflowError | DataError | ValidationError):
        return True
    if any(frame.f_code.co_name == _READING for frame in _frames(fault.__traceback__)):
        return True
    if not isinstance(fault, ValueError):
        return False
    said = str(fault)
    return said.startswith(_TOO_LONG) or any(f"but got {one!r}." in said for one in _sent(request))


def _form_of(fault: Exception) -> BaseForm | None:
    """Return the form that was being read or saved, if there was one."""
    own = (frame.f_locals.get(name) for frame in _frames(fault.__traceback__) for name in _FORMS)
    return next((each for each in own if isinstance(each, BaseForm)), None)


def _said(fault: Exception, form: BaseForm | None) -> list[str]:
    """Return in words what a model finds missing or wrong, by the labels of fields."""
    if not isinstance(fault, ValidationError):
        return []
    if not hasattr(fault, "error_dict"):
        return list(fault.messages)
    return [
        text if name == NON_FIELD_ERRORS else f"{label_of(form, name) if form else name}: {text}"
        for name, texts in fault.message_dict.items()
        for text in texts
    ]


def _sent(request: HttpRequest) -> Iterator[str]:
    for values in (*request.GET.lists(), *request.POST.lists()):
        yield from map(str, values[1])


def _frames(trace: TracebackType | None) -> Iterator[FrameType]:
    while trace is not None:
        yield trace.tb_frame
        trace = trace.tb_next
