"""Who may do what: the rights of each role, in one table."""

from dataclasses import dataclass
from typing import Final

from cms.core import locales
from cms.users import roles

EVERYBODY: Final = ("wagtailadmin.access_admin",)

_FRAME: Final = ("navigation", "footer", "fundingline", "alertbanner")
_CHANGE_FRAME: Final = tuple(f"pages.change_{name}" for name in _FRAME)
_OWN_FRAME: Final = (
    *_CHANGE_FRAME,
    *(f"pages.add_{name}" for name in _FRAME),
    *(f"pages.publish_{name}" for name in _FRAME),
    "pages.delete_alertbanner",
)
# Words that pages share. Whoever writes may suggest one; publishing it is another right.
_WORDS: Final = (
    "handbook.{}_audience",
    "handbook.{}_glossaryterm",
    "points.{}_service",
    "school_support.{}_supportkind",
)
_USE_FILES: Final = ("wagtailimages.choose_image", "wagtaildocs.choose_document")
# Goes with changing one's own files while nothing that is live shows them (core.library_rights).
_ADD_FILES: Final = (*_USE_FILES, "wagtailimages.add_image", "wagtaildocs.add_document")
_CHANGE_FILES: Final = (*_ADD_FILES, "wagtailimages.change_image", "wagtaildocs.change_document")
_REDIRECT: Final = tuple(
    f"wagtailredirects.{verb}_redirect" for verb in ("add", "change", "delete")
)
_READ_FEEDBACK: Final = ("feedback.view_pagefeedback",)
_HANDLE_FEEDBACK: Final = (*_READ_FEEDBACK, "feedback.change_pagefeedback")
_TRANSLATE: Final = ("wagtail_localize.submit_translation", "translation.view_term")
# Terms of the law, and the words by which readers look for them.
_OWN_TERMS: Final = tuple(
    model.format(verb=verb)
    for model in ("translation.{verb}_term", "search.{verb}_synonym")
    for verb in ("add", "change", "delete")
)

_RUN_ACTIVITIES: Final = (
    *(
        f"events.{verb}_{model}"
        for model in ("registration", "group", "series", "occurrence", "externalcalendar")
        for verb in ("view", "add", "change")
    ),
    "events.delete_series",
)

_HANDLE_REQUESTS: Final = ("school_support.handle_requests", "school_support.view_school")

_ADD_CONSENTS: Final = ("stories.view_consent", "stories.add_consent")
_WITHDRAW_CONSENTS: Final = (*_ADD_CONSENTS, "stories.withdraw_consent")


@dataclass(frozen=True, slots=True)
class Role:
    """Rights of a group: on pages of one locale's tree, on models, on files.

    ``pages`` holds the verbs of Wagtail's page permissions (add, change, publish, …). They count
    in the whole tree, or from the pages of the type ``section`` on.
    """

    locale: str = locales.SOURCE
    pages: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    section: str = ""


def _words(*verbs: str) -> tuple[str, ...]:
    return tuple(word.format(verb) for word in _WORDS for verb in verbs)


def _translator(code: str) -> Role:
    models = (*_CHANGE_FRAME, *_words("change"), *_TRANSLATE, *_HANDLE_FEEDBACK)
    return Role(code, ("change",), models, _USE_FILES)


def _language_reviewer(code: str) -> Role:
    publish_frame = tuple(f"pages.publish_{name}" for name in _FRAME)
    snippets = (*_CHANGE_FRAME, *publish_frame, *_words("change", "publish"))
    models = (*snippets, *_TRANSLATE, *_OWN_TERMS, *_HANDLE_FEEDBACK)
    return Role(code, ("change", "publish", "lock", "unlock"), models, _USE_FILES)


ROLES: Final[dict[str, Role]] = {
    roles.AUTHORS: Role(
        pages=("add", "change"),
        models=(*_words("add", "change"), *_READ_FEEDBACK, *_ADD_CONSENTS),
        files=_ADD_FILES,
    ),
    roles.LEGAL_REVIEWERS: Role(
        pages=("change", "lock"),
        models=(*_words("change"), "stories.view_consent"),
        files=_USE_FILES,
    ),
    roles.PUBLISHERS: Role(
        pages=("add", "change", "publish", "bulk_delete", "lock", "unlock"),
        models=(
            *_OWN_FRAME,
            *_words("add", "change", "publish", "delete"),
            *_TRANSLATE,
            *_OWN_TERMS,
            *_HANDLE_FEEDBACK,
            *_REDIRECT,
            *_WITHDRAW_CONSENTS,
        ),
        files=_CHANGE_FILES,
    ),
    **{roles.translators(code): _translator(code) for code in roles.TRANSLATION_LOCALES},
    **{
        roles.language_reviewers(code): _language_reviewer(code)
        for code in roles.TRANSLATION_LOCALES
    },
    roles.SCHOOL_COORDINATORS: Role(models=_HANDLE_REQUESTS),
    roles.ADVISERS: Role(models=("points.answer_questions",)),
    roles.ACTIVITY_ORGANISERS: Role(
        section="events.ActivityIndexPage",
        pages=("add", "change"),
        models=_RUN_ACTIVITIES,
        files=_ADD_FILES,
    ),
}
