"""Texts of REST framework's checks that its own catalogues lack; ours translate them."""

from typing import Final

from django.utils.translation import gettext_noop as _

TEXTS: Final = (
    _("Not a valid string."),
    _("Must be a valid boolean."),
    _("Must be a valid UUID."),
    _("Surrogate characters are not allowed: U+{code_point:X}."),
    _("Ensure this field has no more than {max_length} elements."),
)
