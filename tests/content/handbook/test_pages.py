"""The handbook as readers see it: the source's order and facts, in the best language."""

from datetime import date
from typing import Any

import pytest

from cms.content.handbook.models import ChapterPage, LegalBasis
from tests.delivery.api import by_path, read
from tests.factories.handbook import (
    AudienceFactory,
    ChapterPageFactory,
    GlossaryTermFactory,
    HandbookPageFactory,
    PartPageFactory,
    in_language,
)
from tests.factories.translations import translated

pytestmark = pytest.mark.django_db

ACT = "Ustawa z dnia 12 marca 2004 r. o pomocy społecznej"
BASIS = {
    "act": ACT,
    "provisions": "art. 5 ust. 1",
    "url": "https://isap.sejm.gov.pl/",
    "valid_from": date(2026, 3, 1),
    "valid_until": None,
}
BASIS_JSON = {**BASIS, "valid_from": "2026-03-01"}
FACTS = ("number", "audiences", "legal_basis", "terms", "previous", "next")


def chosen(document: Any, *names: str) -> dict[str, Any]:
    return {name: document[name] for name in names}


def ids(cards: list[Any]) -> list[Any]:
    return [card and card["id"] for card in cards]


def test_a_chapter_has_its_place_its_readers_its_law_and_its_words() -> None:
    audience, term = AudienceFactory(name="Nauczyciele"), GlossaryTermFactory(term="karta pobytu")
    chapter = ChapterPageFactory(
        audiences=[audience], terms=[term], legal_basis=[LegalBasis(**BASIS)]
    )
    assert chosen(read(f"pages/{chapter.pk}/"), *FACTS) == {
        "number": "1.1",
        "audiences": [{"id": audience.pk, "name": "Nauczyciele", "lang": "pl"}],
        "legal_basis": [BASIS_JSON],
        "terms": [
            {
                "id": term.pk,
                "term": "karta pobytu",
                "definition_html": "<p>To znaczy tyle.</p>",
                "lang": "pl",
                "anchor": "term-karta-pobytu",
            }
        ],
        "previous": None,
        "next": None,
    }


def test_a_reader_without_a_translation_gets_the_polish_chapter_and_their_own_words() -> None:
    audience, term = AudienceFactory(), GlossaryTermFactory(term="karta pobytu")
    in_language(audience, "uk", name="Учителі")
    in_language(term, "uk", term="посвідка на проживання", definition="<p>Документ.</p>")
    chapter = ChapterPageFactory(audiences=[audience], terms=[term])
    found = by_path(chapter.url_path.replace("/pl/", "/uk/"))
    assert (found["id"], found["meta"]["locale"]) == (chapter.pk, "pl")
    assert chosen(found, "audiences", "terms") == {
        "audiences": [{"id": audience.pk, "name": "Учителі", "lang": "uk"}],
        "terms": [
            {
                "id": term.pk,
                "term": "посвідка на проживання",
                "definition_html": "<p>Документ.</p>",
                "lang": "uk",
                "anchor": "term-karta-pobytu",
            }
        ],
    }


def test_a_translation_keeps_the_facts_of_its_source() -> None:
    chapter = ChapterPageFactory(
        audiences=[AudienceFactory()],
        terms=[GlossaryTermFactory()],
        legal_basis=[LegalBasis(**BASIS)],
    )
    copy = translated(chapter, "uk", title="Розділ")
    for name in ("audiences", "chapter_terms", "legal_basis"):
        setattr(copy, name, [])
    copy.save()
    found = read(f"pages/{copy.pk}/")
    facts = read(f"pages/{chapter.pk}/")
    assert found["title"] == "Розділ"
    assert chosen(found, *FACTS) == chosen(facts, *FACTS)


def test_a_change_of_the_law_shows_in_every_language_at_once() -> None:
    chapter = ChapterPageFactory(legal_basis=[LegalBasis(**BASIS)])
    translated(chapter, "uk", slug="rozdil")
    paths = [chapter.url_path.replace("/pl/", f"/{code}/") for code in ("pl", "en", "ru", "uk")]
    before = [by_path(path)["legal_basis"] for path in paths]
    source = ChapterPage.objects.get(pk=chapter.pk)
    source.legal_basis = [LegalBasis(**{**BASIS, "provisions": "art. 6"})]
    source.save_revision().publish()
    after = [by_path(path)["legal_basis"] for path in paths]
    assert (before, after) == (
        [[BASIS_JSON]] * 4,
        [[{**BASIS_JSON, "provisions": "art. 6"}]] * 4,
    )


def test_chapters_are_numbered_and_read_on_across_parts() -> None:
    first, second = PartPageFactory(), PartPageFactory()
    one = ChapterPageFactory(parent=first)
    two = ChapterPageFactory(parent=first)
    three = ChapterPageFactory(parent=second)
    found = [read(f"pages/{chapter.pk}/") for chapter in (one, two, three)]
    assert [page["number"] for page in found] == ["1.1", "1.2", "2.1"]
    assert ids([page["previous"] for page in found]) == [None, one.pk, two.pk]
    assert ids([page["next"] for page in found]) == [two.pk, three.pk, None]


def test_a_translation_follows_the_order_of_the_source() -> None:
    part = PartPageFactory()
    one, two = ChapterPageFactory(parent=part), ChapterPageFactory(parent=part)
    later = translated(two, "uk", title="Другий")
    translated(one, "uk", title="Перший")
    found = read(f"pages/{later.pk}/")
    assert (found["number"], found["previous"]["title"]) == ("1.2", "Перший")


def test_drafts_have_no_number_and_are_nobodys_neighbour() -> None:
    part = PartPageFactory()
    ChapterPageFactory(parent=part, draft=True)
    chapter = ChapterPageFactory(parent=part)
    ChapterPageFactory(parent=PartPageFactory(draft=True))
    found = read(f"pages/{chapter.pk}/")
    assert chosen(found, "number", "previous", "next") == {
        "number": "1.1",
        "previous": None,
        "next": None,
    }


def test_a_part_has_its_chapters_and_neighbours() -> None:
    parts = [PartPageFactory() for _ in range(3)]
    chapters = [ChapterPageFactory(parent=parts[1]) for _ in range(2)]
    found = read(f"pages/{parts[1].pk}/")
    assert ids(found["chapters"]) == [chapter.pk for chapter in chapters]
    assert ids([found["previous"], found["next"]]) == [parts[0].pk, parts[2].pk]


def test_the_cover_lists_parts_and_chapters_in_the_best_language() -> None:
    handbook = HandbookPageFactory()
    part = PartPageFactory(parent=handbook, title="Część", slug="czesc")
    chapter = ChapterPageFactory(parent=part, title="Rozdział", slug="rozdzial")
    ChapterPageFactory(parent=part, draft=True)
    copy = translated(chapter, "uk", title="Розділ", slug="rozdil", lead="Коротко.")
    assert by_path("/uk/podrecznik/")["parts"] == [
        {
            "id": part.pk,
            "type": "handbook.PartPage",
            "title": "Część",
            "lead": part.lead,
            "html_url": "http://127.0.0.1:4321/uk/podrecznik/czesc/",
            "lang": "pl",
            "chapters": [
                {
                    "id": copy.pk,
                    "type": "handbook.ChapterPage",
                    "title": "Розділ",
                    "lead": "Коротко.",
                    "html_url": f"http://127.0.0.1:4321{copy.url_path}",
                    "lang": "uk",
                }
            ],
        }
    ]


def test_a_withdrawn_term_is_explained_to_nobody() -> None:
    chapter = ChapterPageFactory(terms=[GlossaryTermFactory(live=False)])
    assert read(f"pages/{chapter.pk}/")["terms"] == []


def test_terms_stand_in_alphabetical_order() -> None:
    words = ("zasiłek", "łącznik", "Lokator", "ławnik", "meldunek", "laz")
    chapter = ChapterPageFactory(terms=[GlossaryTermFactory(term=word) for word in words])
    found = [term["term"] for term in read(f"pages/{chapter.pk}/")["terms"]]
    assert found == ["laz", "Lokator", "ławnik", "łącznik", "meldunek", "zasiłek"]
