"""Why something was refused, as problem documents."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cms.cases.domain import errors
from cms.cases.domain.files import RefusedFileError
from cms.delivery.api.problems import problem

Handler = Callable[..., HttpResponse]


def refusing(handler: Handler) -> Handler:
    """Answer a method's ``CaseError`` and ``RefusedFileError`` by a problem document."""

    @wraps(handler)
    def handle(view: object, request: HttpRequest, **values: Any) -> HttpResponse:
        try:
            return handler(view, request, **values)
        except RefusedFileError as error:
            members = {"reason": error.reason}
            return problem(request, 400, errors={"files": [error.text]}, members=members)
        except errors.EmptyError:
            return problem(request, 400, errors={"text": [_("Please write something.")]})
        except errors.ClosedError:
            detail = _("This is closed, and nothing can be added any more.")
            return problem(request, 409, detail=detail, members={"reason": "closed"})
        except errors.MoveError:
            detail = _("This is not possible where your request stands now.")
            return problem(request, 409, detail=detail, members={"reason": "state"})

    return handle
