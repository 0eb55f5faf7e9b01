"""A refusal, in words an editor can act on."""

from typing import Any, Final

from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.translation.base.domain.errors import (
    AliasError,
    ChangedSinceError,
    ConflictError,
    InvalidTextError,
    InvalidTranslationError,
    LocaleNotAllowedError,
    OwnWorkError,
    SegmentGoneError,
    SourceChangedError,
    SourceGoneError,
    SourceNotPublicError,
    TranslationError,
    UnreviewedError,
    UntranslatedError,
)
from cms.translation.base.domain.segments import source_texts

QUOTED: Final = 5
QUOTED_CHARACTERS: Final = 60


def explain(error: TranslationError) -> str:
    """Return what happened and what to do next, in the editor's language."""
    if isinstance(error, UntranslatedError):
        return f"{_count(error)} {_quote(error.obj, error.missing)}".strip()
    if isinstance(error, UnreviewedError) and error.paths:
        return f"{_count_machine(error)} {_quote(error.obj, error.paths)}".strip()
    if isinstance(error, InvalidTextError):
        return error.problem
    if isinstance(error, InvalidTranslationError):
        return _("Not published: %(problems)s") % {"problems": str(error)}
    return {
        OwnWorkError: _("Somebody else must review what you translated or submitted."),
        UnreviewedError: _(
            "Not published: nobody has reviewed this translation yet. Submit it for review."
        ),
        ChangedSinceError: _(
            "Nothing was done: this is not what you read any more. Read what has changed."
        ),
        ConflictError: _("Somebody else has changed this text meanwhile."),
        SegmentGoneError: _("The Polish page no longer has this text. Reload to see what is new."),
        SourceChangedError: _(
            "Not published: the Polish page has changed since this draft was saved. "
            "Open the translation, see what is new, and publish it from there."
        ),
        SourceNotPublicError: _(
            "The Polish page is not published, so it cannot be translated yet."
        ),
        SourceGoneError: _(
            "Not published: the Polish page that this is a translation of has been deleted."
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


def _count_machine(error: UnreviewedError) -> str:
    count = len(error.paths)
    return ngettext(
        "Not published: a machine wrote %(count)d text, and nobody has taken it over yet.",
        "Not published: a machine wrote %(count)d texts, and nobody has taken them over yet.",
        count,
    ) % {"count": count}


def _quote(obj: Any, found: list[str]) -> str:
    """Return the beginnings of the first texts at content paths, in the source's words."""
    paths = [path.partition("#")[0] for path in found]
    texts = source_texts(obj.translation_key, paths)
    shown = [Truncator(strip_tags(text)).chars(QUOTED_CHARACTERS) for text in texts[:QUOTED]]
    return " · ".join([*shown, "…"] if len(texts) > QUOTED else shown)
