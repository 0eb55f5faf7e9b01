"""Finding a school: by words in any order, without diacritics, or by its number."""

from typing import Final

from django.db.models import QuerySet

from cms.cases.rules.text_normalisation import fold
from school_support.models import School

MAX_WORDS: Final = 8


def search(words: str, county: str = "") -> QuerySet[School]:
    """Return the schools that are open and have all of the ``words``; none for no words.

    Each word is looked for at any place: “pod mick poz” finds Szkoła Podstawowa im. Mickiewicza in
    Poznań.
    """
    parts = fold(words).split()[:MAX_WORDS]
    if not parts:
        return School.objects.none()
    found = School.objects.filter(closed_on=None)
    if county:
        found = found.filter(county=county)
    for part in parts:
        found = found.filter(search_words__contains=part)
    return found


def words_of(school: School) -> str:
    """Return what a school is found by."""
    words = (school.name, school.town, school.rspo, school.street)
    return fold(" ".join(words))[:400]
