"""Forms that say what stood in them: nobody overwrites what they have not seen.

The page carries a digest of each value that its form showed. Where another stands there by the time
the form is sent, it is refused once, with what stands there now; what was typed stays, and sent
again it is meant. Lock the row before making the form of a POST.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from hashlib import blake2b
from typing import Any, Final

from django import forms
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

NAME: Final = "shown"
_SAYABLE: Final = (str, int, Decimal, date)


class ShownForm(forms.BaseForm):
    """Stands before ``Form`` or ``ModelForm``; templates show ``shown_input`` and its errors."""

    def beside(self) -> Mapping[str, Any]:
        """Return what the page shows and no field holds, by its label."""
        return {}

    def shown_input(self) -> SafeString:
        """Return the hidden field that says what stands there now."""
        marks = {name: _mark(value) for name, (_label, value) in _values(self).items()}
        return format_html('<input type="hidden" name="{}" value="{}">', NAME, json.dumps(marks))

    def clean(self) -> dict[str, Any] | None:
        """Refuse what would overwrite something that was not shown."""
        cleaned: dict[str, Any] | None = super().clean()
        if others := list(_changed(self)):
            text = _(
                "Somebody else has changed this since you opened it. Now it is: %(values)s. What"
                " you typed is still here: look at it again, then save."
            )
            self.add_error(None, text % {"values": "; ".join(others)})
        return cleaned


def _values(form: ShownForm) -> dict[str, tuple[str, Any]]:
    """Return label and value of what the form shows, by name."""
    fields = {
        name: (str(form[name].label), form.get_initial_for_field(field, name))
        for name, field in form.fields.items()
    }
    return {**fields, **{label: (label, value) for label, value in form.beside().items()}}


def _changed(form: ShownForm) -> Iterable[str]:
    """Yield in words what stands where something else was shown, if the page says what was."""
    seen = _sent(form)
    for name, (label, value) in _values(form).items() if seen else ():
        if seen.get(name) != _mark(value):
            named: dict[Any, Any] = dict(getattr(form.fields.get(name), "choices", None) or {})
            yield _said(label, named.get(value, value) if isinstance(value, str) else value)


def _sent(form: ShownForm) -> dict[str, str]:
    try:
        found = json.loads(form.data.get(NAME) or "{}")
    except ValueError:
        return {NAME: ""}
    return found if isinstance(found, dict) else {NAME: ""}


def _mark(value: Any) -> str:  # noqa: ANN401  Whatever a field holds.
    return blake2b(repr(value).encode(), digest_size=6).hexdigest()


def _said(label: str, value: Any) -> str:  # noqa: ANN401  Whatever a field holds.
    if isinstance(value, datetime):
        value = localtime(value)
    is_said = isinstance(value, _SAYABLE) and not isinstance(value, bool)
    return f"{label}: {localize(value) or '—'}" if is_said else str(label)
