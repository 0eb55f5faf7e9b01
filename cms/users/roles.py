"""The words for roles: group names as they stand in the database."""

from typing import Final

TRANSLATION_LOCALES: Final = ("en", "ru", "uk")

AUTHORS: Final = "Authors"
LEGAL_REVIEWERS: Final = "Legal reviewers"
PUBLISHERS: Final = "Publishers"
SCHOOL_COORDINATORS: Final = "School coordinators"
ADVISERS: Final = "Advisers"
ACTIVITY_ORGANISERS: Final = "Activity organisers"


def translators(locale_code: str) -> str:
    """Return the name of the group that translates into ``locale_code``."""
    return f"Translators ({locale_code})"


def language_reviewers(locale_code: str) -> str:
    """Return the name of the group that accepts translations into ``locale_code``."""
    return f"Language reviewers ({locale_code})"


ALL: Final = (
    AUTHORS,
    LEGAL_REVIEWERS,
    PUBLISHERS,
    *(translators(code) for code in TRANSLATION_LOCALES),
    *(language_reviewers(code) for code in TRANSLATION_LOCALES),
    SCHOOL_COORDINATORS,
    ADVISERS,
    ACTIVITY_ORGANISERS,
)
