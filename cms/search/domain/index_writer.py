"""Put documents into the index and take them out, each in one transaction."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from django.db import connection, transaction
from django.db.models import F, QuerySet
from wagtail.models import Page

from cms.search.models import IndexDocument, IndexState, IndexWord, Posting
from cms.search.models.index import MAX_STEM

from .page_texts import Text
from .weights import weigh

Value = TypeVar("Value")
IN_ONE_STATEMENT: Final = 500  # Values: SQLite takes no more than some thousands.
_INSERT_POSTING: Final = (
    "INSERT INTO search_posting (word_id, document_id, weight) VALUES (%s, %s, %s)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document to be found; the names are those of ``IndexDocument``."""

    key: str
    group: str
    source_id: int
    kind: str
    lang: str
    text: Text
    stamp: str
    page_id: int | None = None
    file_id: int | None = None
    anchor: str = ""
    audiences: str = ""
    county: str = ""


def lock() -> IndexState:
    """Make others who write to the index wait for the open transaction; return the state."""
    IndexState.objects.get_or_create(pk=1)
    return IndexState.objects.select_for_update().get(pk=1)


@transaction.atomic
def put(entries: Sequence[Entry]) -> None:
    """Add documents, each instead of the one with its key: at no moment is there none."""
    state = lock()
    _take_out(IndexDocument.objects.filter(key__in=[entry.key for entry in entries]))
    entries = _still_live(entries)
    documents = IndexDocument.objects.bulk_create([_row(entry) for entry in entries])
    stems = [_stems(entry) for entry in entries]
    words = _words(_by_language(entries, stems))
    postings = [
        (words[entry.lang, stem], document.pk, weight)
        for entry, document, weighed in zip(entries, documents, stems, strict=True)
        for stem, weight in weighed.items()
    ]
    if postings:
        with connection.cursor() as cursor:  # A third of the time that model instances take.
            cursor.executemany(_INSERT_POSTING, postings)
    _count(Counter(word for word, _document, _weight in postings))
    _changed(state)


@transaction.atomic
def remove(documents: QuerySet[IndexDocument]) -> None:
    """Take documents out, with the words that no other document has."""
    state = lock()
    if documents.exists():  # Asked under the lock: somebody may just have added one.
        _take_out(documents)
        _changed(state)


def _changed(state: IndexState) -> None:
    state.number += 1
    state.save(update_fields=["number"])


def _still_live(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return those whose page was not taken down between their reading and the lock."""
    pages = [entry.page_id for entry in entries if entry.page_id is not None]
    live = set(Page.objects.filter(pk__in=pages, live=True).values_list("pk", flat=True))
    return [entry for entry in entries if entry.page_id is None or entry.page_id in live]


def _row(entry: Entry) -> IndexDocument:
    return IndexDocument(
        key=entry.key,
        group=entry.group,
        page_id=entry.page_id,
        file_id=entry.file_id,
        source_id=entry.source_id,
        kind=entry.kind,
        lang=entry.lang,
        title=entry.text.title,
        text=entry.text.text,
        sections=entry.text.sections,
        anchor=entry.anchor,
        audiences=entry.audiences,
        county=entry.county,
        stamp=entry.stamp,
    )


def _stems(entry: Entry) -> dict[str, int]:
    text = entry.text
    found = weigh(text.title, " ".join(text.headings), text.text, entry.lang)
    return {stem: weight for stem, weight in found.items() if 0 < len(stem) <= MAX_STEM}


def _by_language(
    entries: Sequence[Entry], stems: Sequence[Mapping[str, int]]
) -> dict[str, list[Mapping[str, int]]]:
    found: dict[str, list[Mapping[str, int]]] = defaultdict(list)
    for entry, weighed in zip(entries, stems, strict=True):
        found[entry.lang].append(weighed)
    return found


def _words(stems: Mapping[str, Iterable[Mapping[str, int]]]) -> dict[tuple[str, str], int]:
    """Return the ids of words by language and stem; those that are new are added."""
    found: dict[tuple[str, str], int] = {}
    for lang, each in stems.items():
        wanted = list(dict.fromkeys(stem for weighed in each for stem in weighed))
        known = _ids(lang, wanted)
        new = [IndexWord(lang=lang, stem=stem) for stem in wanted if stem not in known]
        IndexWord.objects.bulk_create(new, batch_size=IN_ONE_STATEMENT)
        known |= {word.stem: word.pk for word in new}
        found |= {(lang, stem): pk for stem, pk in known.items()}
    return found


def _ids(lang: str, stems: Sequence[str]) -> dict[str, int]:
    rows = (IndexWord.objects.filter(lang=lang, stem__in=some) for some in _batches(stems))
    return {stem: pk for part in rows for stem, pk in part.values_list("stem", "pk")}


def _take_out(documents: QuerySet[IndexDocument]) -> None:
    ids = list(documents.values_list("pk", flat=True))
    if not ids:
        return
    postings = Posting.objects.filter(document__in=ids)
    fewer = Counter(postings.values_list("word_id", flat=True))
    postings.delete()
    IndexDocument.objects.filter(pk__in=ids).delete()
    _count(Counter({word: -times for word, times in fewer.items()}))
    for some in _batches(list(fewer)):
        IndexWord.objects.filter(pk__in=some, documents__lte=0).delete()


def _count(changes: Mapping[int, int]) -> None:
    """Add to the number of documents of words: a statement for each number, not each word."""
    by_change: dict[int, list[int]] = defaultdict(list)
    for word, change in changes.items():
        by_change[change].append(word)
    for change, words in by_change.items():
        for some in _batches(words):
            IndexWord.objects.filter(pk__in=some).update(documents=F("documents") + change)


def _batches(values: Sequence[Value]) -> Iterable[Sequence[Value]]:
    return (
        values[start : start + IN_ONE_STATEMENT]
        for start in range(0, len(values), IN_ONE_STATEMENT)
    )
