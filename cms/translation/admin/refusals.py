"""A refusal, in words an editor can act on."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import Translation

from cms.translation.domain.errors import (
    AliasError,
    LocaleNotAllowedError,
    OwnWorkError,
    SourceChangedError,
    SourceNotPublicError,
    TranslationError,
    UntranslatedError,
)


def explain(error: TranslationError) -> str:
    """Return what happened and what to do next, in the editor's language."""
    if isinstance(error, UntranslatedError):
        count = len(error.missing)
        return ngettext(
            "Not published: %(count)d text is not translated yet. The live page stays as it was.",
            "Not published: %(count)d texts are not translated yet. The live page stays as it was.",
            count,
        ) % {"count": count}
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


def name_of(translation: Translation) -> str:
    """Return the source's title, for messages."""
    return str(translation.source.object_repr)
