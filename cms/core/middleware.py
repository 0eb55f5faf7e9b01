"""Middleware of the kernel."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from cms.core.api.fallback_views import is_api


class EditorsLocaleMiddleware(LocaleMiddleware):
    """Django's choice of language, for everything but the API.

    An answer of the API depends on its address alone, so it must not vary by Accept-Language;
    problem documents choose their language themselves.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language of the request."""
        if is_api(request):
            translation.deactivate()
        else:
            super().process_request(request)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Say which language was chosen."""
        return response if is_api(request) else super().process_response(request, response)
