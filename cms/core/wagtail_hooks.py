"""The kernel's part in Wagtail's admin."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from cms.core import publication_gate
from cms.core.publication_gate import PublicationRefusedError


@hooks.register("before_publish_page")
def ask_before_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep what the editor wrote as a draft, and say why it is not published."""
    try:
        publication_gate.ask(page)
    except PublicationRefusedError as refusal:
        messages.error(request, refusal.message)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None
