"""What a form's fields offer, where it is known only when the form is made."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Model, QuerySet


def set_choices(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Let the field ``name`` of ``form`` offer ``choices``; raises TypeError otherwise."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(name)
    field.choices = choices


def set_queryset(form: forms.BaseForm, name: str, found: QuerySet[Model]) -> None:
    """Let the field ``name`` of ``form`` offer what was found; raises TypeError otherwise."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(name)
    field.queryset = found
