"""Addresses and menu items."""

from typing import Any

from django.urls import include, path
from wagtail import hooks

from cms.translation.admin.guard import register_checks, works_anywhere

from .admin import submit

# The views ask for the rights on each language and page that is sent.
register_checks("releases", {"submit": works_anywhere})


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    """Add the addresses of releases and submission."""
    urls = [path("submit/", submit.submit, name="submit")]
    return [
        path("translations/releases/", include((urls, "releases"), namespace="releases")),
    ]
