"""A page that says what will happen, before something is done that people are told of."""

from django import forms
from django.http import HttpRequest, HttpResponse

from .page_layout import Crumb, desk_page


def ask(
    request: HttpRequest,
    *,
    title: str,
    trail: list[Crumb],
    question: str,
    effects: list[str],
    button: str,
    back: str,
    form: forms.BaseForm | None = None,
) -> HttpResponse:
    """Answer with the question; its button posts to the same address."""
    return desk_page(
        request,
        "confirm",
        title=title,
        trail=trail,
        question=question,
        effects=effects,
        button=button,
        back=back,
        form=form,
    )
