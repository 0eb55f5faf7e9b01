"""Read the index: vocabularies, postings, and which documents the public may see right now."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final, NamedTuple

from django.db import connection
from django.db.models import Count, F, Q

from cms.core import locales
from cms.core.representations.visibility import Visibility
from cms.search.models import IndexDocument, IndexState, IndexWord

from .vocabulary import Vocabulary, Word

# Of a word that very many documents have, those count of which it says most.
MOST_OF_A_WORD: Final = 300
_FEW: Final = "SELECT word_id, document_id, weight FROM search_posting WHERE word_id IN ({})"
_BEST: Final = (
    "SELECT * FROM (SELECT word_id, document_id, weight FROM search_posting WHERE word_id = %s "
    "ORDER BY weight DESC, document_id LIMIT {}) AS best_{}"
)

Postings = Mapping[int, list[tuple[int, int]]]
Vocabularies = Mapping[str, Vocabulary]


class State(NamedTuple):
    """The index's number, and the content version it is up to."""

    number: int
    content_version: int


class Candidate(NamedTuple):
    """A document that the public may see; the names are those of ``IndexDocument``."""

    pk: int
    group: str
    source_id: int
    kind: str
    lang: str
    audiences: str
    county: str


class Shown(NamedTuple):
    """A document with the path of the page it stands on, which is empty for a file."""

    document: IndexDocument
    path: str


def state() -> State:
    """Return where the index stands; one query."""
    row = IndexState.objects.filter(pk=1).values_list("number", "content_version").first()
    return State(*row) if row else State(0, -1)


# Of the index as it was at one number, the last one that was asked for.
_vocabularies: list[tuple[int, Vocabularies]] = []


def vocabularies(number: int) -> Vocabularies:
    """Return the vocabularies of all languages; two queries for each state of the index."""
    kept = _vocabularies[-1:]
    if kept and kept[0][0] == number and not connection.in_atomic_block:
        return kept[0][1]
    found = _read_vocabularies()
    if not connection.in_atomic_block:
        _vocabularies[:] = [(number, found)]
    return found


def _read_vocabularies() -> Vocabularies:
    words: dict[str, list[Word]] = defaultdict(list)
    rows = IndexWord.objects.values_list("lang", "pk", "stem", "documents")
    for lang, pk, stem, documents in rows.iterator():
        words[lang].append(Word(pk, stem, documents))
    counts = dict(
        IndexDocument.objects.values_list("lang")
        .annotate(Count("pk"))
        .values_list("lang", "pk__count")
    )
    return {code: Vocabulary(words[code], counts.get(code, 0)) for code in locales.CODES}


def postings(words: Mapping[int, int]) -> Postings:
    """Return (document, weight) of words, given with how many documents have each; one query."""
    few = [word for word, documents in words.items() if documents <= MOST_OF_A_WORD]
    many = [word for word in words if word not in set(few)]
    parts = [_FEW.format(", ".join(["%s"] * len(few)))] if few else []
    parts += [_BEST.format(MOST_OF_A_WORD, number) for number, _word in enumerate(many)]
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), [*few, *many])
            for word, document, weight in cursor.fetchall():
                found[word].append((document, weight))
    return found


def candidates(
    ids: Collection[int], foreign: Collection[int], locale: str, visibility: Visibility
) -> list[Candidate]:
    """Return those documents that the public may see, in one query.

    Of the ``foreign`` ones, which are among ``ids``, the version in ``locale`` as well.
    """
    groups = IndexDocument.objects.filter(pk__in=foreign).values("group")
    wanted = Q(pk__in=ids) | Q(lang=locale, group__in=groups)
    rows = IndexDocument.objects.filter(wanted, _is_public(visibility))
    return [Candidate(*row) for row in rows.values_list(*Candidate._fields)]


def titles(locale: str, visibility: Visibility) -> dict[int, str]:
    """Return the titles of all public documents in a language, by id; one query."""
    rows = IndexDocument.objects.filter(_is_public(visibility), lang=locale)
    return dict(rows.values_list("pk", "title"))


def _is_public(visibility: Visibility) -> Q:
    """Return what holds for documents whose page or file is public at this moment."""
    files = Q(file__collection__in=visibility.public_collections())
    return visibility.condition("page__") | files


def texts(ids: Collection[int]) -> dict[int, Shown]:
    """Return documents with their texts and files, by id; one query."""
    rows = IndexDocument.objects.select_related("file").annotate(path=F("page__url_path"))
    found = rows.in_bulk(ids) if ids else {}
    return {pk: Shown(document, document.path or "") for pk, document in found.items()}
