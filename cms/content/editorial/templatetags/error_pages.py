"""The language of whoever reads the admin, for pages that Wagtail renders before it is active."""

from django import template
from django.http import HttpRequest

from cms.users.admin_language import language_of

register = template.Library()


@register.simple_tag
def language_of_account(request: HttpRequest) -> str:
    """Return the code of the language that the reader's account has chosen."""
    return language_of(request.user if request.user.is_authenticated else None)
