"""The term base: inflected forms, right and wrong words, files in and out."""

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from cms.translation.base.domain import term_files
from cms.translation.base.domain.terms import TermFault, entries, faults
from cms.translation.base.models import Term, TermForm
from cms.translation.base.rules.term_csv import read_csv, write_csv
from cms.translation.base.rules.term_rows import Row, TermFileError
from cms.translation.base.rules.term_xml import read_tbx, read_tmx
from cms.translation.base.rules.terms import lemmas, occurs
from cms.users import roles
from tests.factories.term_base import TermFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.postgresql

CARD = {"term": "karta pobytu", "en": "residence card", "en_not": "stay card"}


@pytest.mark.parametrize(
    ("term", "text", "language"),
    [
        ("karta pobytu", "Odbierz <b>kartę pobytu</b> osobiście.", "pl"),
        ("karta pobytu", "Posiadacze kart pobytu", "pl"),
        ("ochrona czasowa", "wniosek o udzielenie ochrony czasowej", "pl"),
        ("residence card", "Two residence cards.", "en"),
        ("карта побыту", "без карты побыту", "ru"),
        ("межкультурный ассистент", "о межкультурных ассистентах", "ru"),
        ("тимчасовий захист", "про надання тимчасового захисту", "uk"),
    ],
)
def test_an_inflected_term_is_recognised(term: str, text: str, language: str) -> None:
    assert occurs(lemmas(term, language), lemmas(text, language))


@pytest.mark.parametrize("text", ["karta", "karta do bankomatu", "pobyt kart", "", "kartapobytu"])
def test_other_words_are_not_the_term(text: str) -> None:
    assert not occurs(lemmas("karta pobytu", "pl"), lemmas(text, "pl"))


@pytest.mark.django_db
class TestFaults:
    def of(self, source: str, translation: str) -> list[TermFault]:
        return faults(source, translation, "en", entries("en"))

    def test_the_approved_form_is_right(self) -> None:
        TermFactory(**CARD)
        assert self.of("Pokaż kartę pobytu.", "Show your residence cards.") == []

    def test_a_forbidden_form_is_named_with_what_to_write(self) -> None:
        TermFactory(**CARD)
        found = self.of("Pokaż kartę pobytu.", "Show your stay card.")
        assert found == [TermFault("karta pobytu", "stay card", ("residence card",))]

    def test_any_other_word_is_a_missing_term(self) -> None:
        TermFactory(**CARD)
        found = self.of("Pokaż kartę pobytu.", "Show your permit.")
        assert found == [TermFault("karta pobytu", "", ("residence card",))]

    def test_a_text_without_the_term_may_use_any_word(self) -> None:
        TermFactory(**CARD)
        assert self.of("Pokaż dokument.", "Show your stay card.") == []

    def test_a_term_without_an_approved_form_only_forbids(self) -> None:
        TermFactory(term="cudzoziemiec", en_not="alien")
        assert self.of("cudzoziemiec", "a person") == []
        assert self.of("cudzoziemcy", "aliens") == [TermFault("cudzoziemiec", "alien", ())]

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_term_base_is_read_in_two_queries(
        self, count: int, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        TermFactory.create_batch(count, en="x")
        with django_assert_num_queries(2):
            entries("en")


@pytest.mark.django_db
class TestFiles:
    @pytest.mark.parametrize(
        ("write", "read"),
        [
            (term_files.to_csv, read_csv),
            (term_files.to_tbx, read_tbx),
        ],
    )
    def test_what_was_exported_comes_back_the_same(self, write: object, read: object) -> None:
        TermFactory(**CARD, note="Dokument; „karta”", uk="карта побиту")
        TermFactory(term="bez form")
        before = self.everything()
        content = write()
        Term.objects.all().delete()
        done = term_files.import_rows(read(content))
        assert (done.terms, done.forms, done.bad_lines) == (2, 3, [])
        assert self.everything() == before

    def test_importing_twice_changes_nothing(self) -> None:
        TermFactory(**CARD)
        before, content = self.everything(), term_files.to_csv()
        done = term_files.import_rows(read_csv(content))
        assert (done.terms, done.forms, self.everything()) == (0, 0, before)

    def test_a_bad_row_is_told_by_its_line_and_the_others_are_kept(self) -> None:
        content = (
            "term;note;language;kind;text\n"
            "karta pobytu;;en;approved;residence card\n"
            "karta pobytu;;de;approved;Aufenthaltstitel\n"
            ";;en;approved;x\n"
            "wiza;;en;perhaps;visa\n"
            "paszport;;ru;;паспорт\n"
        )
        done = term_files.import_rows(read_csv(content.encode()))
        assert (done.terms, done.forms, done.bad_lines) == (2, 2, [3, 4, 5])

    @pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"\xff\xfe\x00", b""])
    def test_a_file_that_is_no_term_base_is_refused(self, content: bytes) -> None:
        with pytest.raises(TermFileError):
            term_files.import_rows(read_csv(content))

    def test_a_file_with_entities_is_refused(self) -> None:
        bomb = b'<!DOCTYPE x [<!ENTITY a "aa">]><tbx>&a;</tbx>'
        with pytest.raises(TermFileError):
            list(read_tbx(bomb))

    def test_a_tmx_brings_the_approved_forms_back(self) -> None:
        TermFactory(**CARD, note="Dokument", uk="карта побиту")
        content = term_files.to_tmx()
        Term.objects.all().delete()
        done = term_files.import_rows(read_tmx(content))
        assert (done.terms, done.forms) == (1, 2)
        assert ("karta pobytu", "Dokument") in self.everything()

    def everything(self) -> list[tuple[str, ...]]:
        forms = TermForm.objects.values_list("term__term", "term__note", "language", "kind", "text")
        return sorted(forms) + sorted(Term.objects.values_list("term", "note"))


HEADING = "term;note;language;kind;text\n"
LINE = "karta pobytu;ważna;en;approved;residence card\n"
CARD_ROW = Row(2, "karta pobytu", "ważna", "en", "approved", "residence card")


@pytest.mark.parametrize(
    "content",
    [
        (HEADING + LINE).encode("cp1250"),
        (HEADING + LINE).encode("utf-8-sig"),
        (HEADING + LINE).replace(";", "\t").encode("utf-16"),
        (HEADING + LINE).replace(";", "\t").encode(),
        (HEADING.title() + LINE.replace("en;approved", "EN-gb;Approved")).encode(),
        (HEADING + LINE).replace("\n", "\r\n").encode(),
    ],
)
def test_csv_is_read_as_spreadsheet_programs_save_it(content: bytes) -> None:
    assert list(read_csv(content)) == [CARD_ROW]


def test_a_first_line_may_say_the_separator() -> None:
    assert [row.text for row in read_csv(("sep=;\n" + HEADING + LINE).encode())] == [
        "residence card"
    ]


def test_a_line_with_a_nul_is_refused() -> None:
    rows = list(read_csv((HEADING + LINE.replace("karta", "kar\0ta") + LINE).encode()))
    assert [row.is_good for row in rows] == [False, True]


def test_a_term_that_begins_like_a_formula_is_shown_and_comes_back() -> None:
    row = Row(2, "=SUM(A1)", "", "en", "approved", "-1+1")
    content = write_csv([row])
    assert b"\n'=SUM(A1);;en;approved;'-1+1\r" in content
    assert list(read_csv(content)) == [row]


def tbx(*sections: str) -> bytes:
    parts = "".join(sections)
    return (
        f'<tbx type="TBX-Basic" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>'
        f'<conceptEntry id="1">{parts}</conceptEntry></body></text></tbx>'
    ).encode()


def section(code: str, *forms: tuple[str, str]) -> str:
    terms = "".join(f"<termSec><term>{text}</term>{note}</termSec>" for text, note in forms)
    return f'<langSec xml:lang="{code}">{terms}</langSec>'


def said(status: str) -> str:
    return f'<termNote type="administrativeStatus">{status}</termNote>'


def of_tbx(content: bytes) -> list[tuple[str, str, str, str]]:
    return [(r.term, r.language, r.kind, r.text) for r in read_tbx(content) if r.text]


MIN = "xmlns:m='http://www.tbxinfo.net/ns/min'"
DCT = f"<m:administrativeStatus {MIN}>{{}}</m:administrativeStatus>"


@pytest.mark.parametrize("wrap", [said, DCT.format])
def test_statuses_decide_what_is_the_term_and_what_is_forbidden(wrap: Any) -> None:
    content = tbx(
        section(
            "pl-PL",
            ("nielegalny imigrant", wrap("deprecatedTerm-admn-sts")),
            ("osoba bez dokumentów", wrap("preferredTerm-admn-sts")),
        ),
        section(
            "en-GB",
            ("illegal immigrant", wrap("supersededTerm-admn-sts")),
            ("undocumented person", wrap("admittedTerm-admn-sts")),
        ),
        section("de", ("x", "")),
    )
    assert of_tbx(content) == [
        ("osoba bez dokumentów", "en", "forbidden", "illegal immigrant"),
        ("osoba bez dokumentów", "en", "approved", "undocumented person"),
    ]


@pytest.mark.parametrize(
    "part", ["<tig><term>{}</term></tig>", "<ntig><termGrp><term>{}</term></termGrp></ntig>"]
)
def test_the_second_edition_of_tbx_is_read(part: str) -> None:
    languages = {"pl": "zezwolenie", "uk-UA": "дозвіл"}
    sets = "".join(
        f'<langSet xml:lang="{code}">{part.format(text)}</langSet>'
        for code, text in languages.items()
    )
    content = (
        '<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">'
        '<martif type="TBX"><text><body>'
        f'<termEntry id="1">{sets}</termEntry></body></text></martif>'
    )
    assert of_tbx(content.encode()) == [("zezwolenie", "uk", "approved", "дозвіл")]


# As other tools write memories: a DTD, countries, dates and people, codes of a word processor.
MEMORY = """<?xml version="1.0" encoding="{encoding}"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="Pamięć" creationtoolversion="7.2" segtype="sentence" o-tmf="Pamięć"
    adminlang="EN-US" srclang="PL-PL" datatype="rtf" creationdate="20261103T101500Z">
    <prop type="project">Urzędy</prop>
  </header>
  <body>
    <tu tuid="1" creationid="OLA" creationdate="20261103T101500Z" usagecount="3">
      <note>Urząd do spraw Cudzoziemców</note>
      <tuv xml:lang="PL-PL" changeid="OLA"><seg><bpt i="1" type="bold">{{\\b </bpt>karta
        pobytu<ept i="1">}}</ept><ph x="2">&lt;br/&gt;</ph></seg></tuv>
      <tuv xml:lang="uk-UA"><prop type="origin">TM</prop><seg><bpt i="1">&lt;b&gt;<sub>opis</sub>
        </bpt>карта <hi type="term">побиту</hi><ept i="1">&lt;/b&gt;</ept></seg></tuv>
      <tuv xml:lang="EN_us"><seg>residence<it pos="begin">&lt;i&gt;</it> card</seg></tuv>
      <tuv lang="ru"><seg>карта пребывания<ut>\\par</ut></seg></tuv>
      <tuv xml:lang="de-DE"><seg>Aufenthaltskarte</seg></tuv>
    </tu>
    <tu tuid="2">
      <tuv xml:lang="pl"><seg>wiza</seg></tuv>
      <tuv xml:lang="en"><seg><ph>%1</ph></seg></tuv>
    </tu>
  </body>
</tmx>
"""


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8"])
def test_a_translation_memory_of_another_tool_is_read_without_its_codes(encoding: str) -> None:
    found = list(read_tmx(MEMORY.format(encoding=encoding).encode(encoding)))
    assert {(row.term, row.note) for row in found} == {
        ("karta pobytu", "Urząd do spraw Cudzoziemców"),
        ("wiza", ""),
    }
    assert sorted((row.language, row.text) for row in found if row.text) == [
        ("en", "residence card"),
        ("ru", "карта пребывания"),
        ("uk", "карта побиту"),
    ]


@pytest.mark.django_db
def test_our_tbx_has_its_header() -> None:
    root = ET.fromstring(term_files.to_tbx())
    space = "{urn:iso:std:iso:30042:ed-2}"
    assert [child.tag.removeprefix(space) for child in root] == ["tbxHeader", "text"]
    assert root.find(f"{space}tbxHeader/{space}fileDesc/{space}sourceDesc/{space}p") is not None


@pytest.mark.django_db
class TestAdmin:
    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("a.csv", HEADING.encode()),
            ("a.csv", (HEADING + "karta;;de;approved;Karte\n").encode()),
            ("a.tbx", tbx(section("de", ("Karte", "")), section("fr", ("carte", "")))),
            ("a.tmx", b'<tmx version="1.4"><body/></tmx>'),
        ],
    )
    def test_no_term_at_all_is_no_success(self, client: Client, name: str, content: bytes) -> None:
        client.force_login(UserFactory(role=roles.PUBLISHERS))
        answer = client.post(reverse("terms:import"), {"file": SimpleUploadedFile(name, content)})
        assert (answer.status_code, "file" in answer.context["form"].errors) == (200, True)

    def test_a_publisher_imports_and_a_translator_reads(self, client: Client) -> None:
        content = b"term,note,language,kind,text\nwiza,,en,,visa\n"
        client.force_login(UserFactory(role=roles.PUBLISHERS))
        file = SimpleUploadedFile("terms.csv", content)
        answer = client.post(reverse("terms:import"), {"file": file})
        assert answer.url == reverse("terms:index")
        client.force_login(UserFactory(role=roles.translators("uk")))
        assert client.get(reverse("terms:index")).status_code == 200
        exported = client.get(reverse("terms:export", args=["csv"])).content.decode("utf-8-sig")
        assert exported.splitlines()[1] == "wiza;;en;approved;visa"

    @pytest.mark.parametrize("name", ["terms.csv", "terms.tbx", "terms.tmx", "terms.exe"])
    def test_a_file_that_cannot_be_read_gets_an_answer(self, client: Client, name: str) -> None:
        client.force_login(UserFactory(role=roles.PUBLISHERS))
        file = SimpleUploadedFile(name, b"\x00\x01")
        answer = client.post(reverse("terms:import"), {"file": file})
        assert (answer.status_code, "file" in answer.context["form"].errors) == (200, True)

    def test_a_translator_changes_nothing(self, client: Client) -> None:
        TermFactory(**CARD)
        client.force_login(UserFactory(role=roles.translators("en")))
        file = SimpleUploadedFile("terms.csv", b"term,note,language,kind,text\nwiza,,en,,visa\n")
        client.post(reverse("terms:import"), {"file": file})
        client.post(reverse("terms:add"), {"term": "wiza"})
        assert list(Term.objects.values_list("term", flat=True)) == ["karta pobytu"]
