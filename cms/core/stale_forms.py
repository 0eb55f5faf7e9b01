"""Forms that say what stood in them: nobody overwrites what they have not seen.

The page carries a digest of each value that its form showed. Where another stands there by the time
the form is sent, it is refused once, with what stands there now; what was typed stays, and sent
again it is meant. A form that does not say what it showed comes from an old page or from a client
that we did not write: it is refused once likewise, with what it would change. Lock the row before
making the form of a POST.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from hashlib import blake2b
from typing import Any, Final

from django import forms
from django.template.defaultfilters import yesno
from django.utils.formats import date_format, localize, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

NAME: Final = "shown"
_SAYABLE: Final = (str, int, Decimal)


class ShownForm(forms.BaseForm):
    """Stands before ``Form`` or ``ModelForm``; templates show ``shown_input`` and its errors."""

    def beside(self) -> Mapping[str, Any]:
        """Return what the page shows and no field holds, by its label."""
        return {}

    def stands(self) -> bool:
        """Return whether anything stands there yet: nobody overwrites by adding."""
        instance = getattr(self, "instance", None)
        return instance is None or instance.pk is not None

    def shown_input(self) -> SafeString:
        """Return the hidden field that says what stands there now."""
        marks = {name: _mark(value) for name, (_label, value) in _values(self).items()}
        return format_html('<input type="hidden" name="{}" value="{}">', NAME, json.dumps(marks))

    def clean(self) -> dict[str, Any] | None:
        """Refuse what would overwrite something that was not shown."""
        cleaned: dict[str, Any] | None = super().clean()
        if self.stands() and (others := dict.fromkeys(_not_shown(self))):
            self.add_error(None, _refusal(self) % {"values": "; ".join(others)})
        return cleaned


def _refusal(form: ShownForm) -> str:
    if NAME in form.data:
        return _(
            "Somebody else has changed this since you opened it. Now it is: %(values)s. What"
            " you typed is still here: look at it again, then save."
        )
    return _(
        "Nothing was done yet, because this form did not say what you had seen. Now it is:"
        " %(values)s. What you typed is still here: look at it again, then save."
    )


def _values(form: ShownForm) -> dict[str, tuple[str, Any]]:
    """Return label and value of what the form shows, by name."""
    fields = {
        name: (str(form[name].label), form.get_initial_for_field(field, name))
        for name, field in form.fields.items()
    }
    return {**fields, **{label: (label, value) for label, value in form.beside().items()}}


def _not_shown(form: ShownForm) -> Iterable[str]:
    """Yield in words what stands where another value was shown, or nobody says what was."""
    seen = _sent(form)
    for name, (label, value) in _values(form).items():
        if seen is None:
            is_unseen = name in form.changed_data or name not in form.fields
        else:
            is_unseen = seen.get(name) != _mark(value)
        if is_unseen:
            yield _said(label, value, dict(getattr(form.fields.get(name), "choices", None) or {}))


def _sent(form: ShownForm) -> dict[str, str] | None:
    """Return what the page says that it showed; None where it says nothing."""
    if NAME not in form.data:
        return None
    try:
        found = json.loads(form.data[NAME])
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _mark(value: Any) -> str:  # noqa: ANN401  Whatever a field holds.
    return blake2b(repr(value).encode(), digest_size=6).hexdigest()


def _said(label: str, value: Any, names: dict[Any, Any]) -> str:  # noqa: ANN401  Whatever a field holds.
    """Return a value in words; ``names`` are those of choices."""
    if isinstance(value, bool):
        return f"{label}: {yesno(value)}"
    if isinstance(value, list | tuple):
        return f"{label}: {', '.join(str(names.get(one, one)) for one in value) or '—'}"
    if isinstance(value, datetime):
        value = date_format(localtime(value), "j E Y, H:i")
    elif isinstance(value, date):
        value = date_format(value, "j E Y")
    elif isinstance(value, time):
        value = time_format(value, "H:i")
    is_sayable = value is None or isinstance(value, _SAYABLE)
    return f"{label}: {localize(names.get(value, value)) or '—'}" if is_sayable else label
