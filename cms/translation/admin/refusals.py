"""A refusal, in words an editor can act on."""

from typing import Final

from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.translation.domain.errors import (
    AliasError,
    InvalidTranslationError,
    LocaleNotAllowedError,
    OwnWorkError,
    SourceChangedError,
    SourceNotPublicError,
    TranslationError,
    UntranslatedError,
)
from cms.translation.domain.segments import source_texts

QUOTED: Final = 5
QUOTED_CHARACTERS: Final = 60


def explain(error: TranslationError) -> str:
    """Return what happened and what to do next, in the editor's language."""
    if isinstance(error, UntranslatedError):
        return f"{_count(error)} {_quote(error)}".strip()
    if isinstance(error, InvalidTranslationError):
        return _("Not published: %(problems)s") % {"problems": str(error)}
    return {
        OwnWorkError: _("Somebody else must review what you translated or submitted."),
        SourceChangedError: _(
            "Not published: the Polish page has changed since this draft was saved. "
            "Open the translation, see what is new, and publish it from there."
        ),
        SourceNotPublicError: _(
            "The Polish page is not published, so it cannot be translated yet."
        ),
        AliasError: _("A page cannot be mirrored into another language: translate it instead."),
        LocaleNotAllowedError: _("You have no rights in this language."),
    }.get(type(error), _("This translation could not be saved."))


def _count(error: UntranslatedError) -> str:
    count = len(error.missing)
    return ngettext(
        "Not published: %(count)d text is not translated yet. The live page stays as it was.",
        "Not published: %(count)d texts are not translated yet. The live page stays as it was.",
        count,
    ) % {"count": count}


def _quote(error: UntranslatedError) -> str:
    """Return the beginnings of the first missing texts, in the source's words."""
    paths = [path.partition("#")[0] for path in error.missing]
    texts = source_texts(error.obj.translation_key, paths)
    shown = [Truncator(strip_tags(text)).chars(QUOTED_CHARACTERS) for text in texts[:QUOTED]]
    return " · ".join([*shown, "…"] if len(texts) > QUOTED else shown)
