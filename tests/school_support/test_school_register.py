"""The register is taken over row by row: nothing is deleted, and a bad row harms no other."""

import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from school_support.domain.school_register import import_file
from school_support.models import School

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
HEAD = (
    "Numer RSPO;Nazwa;Typ;Ulica;Numer budynku;Numer lokalu;Kod pocztowy;Miejscowość;"
    "Kod terytorialny województwo;Kod terytorialny powiat;Liczba uczniów;Imię dyrektora\n"
)
ROWS = (
    "101;Szkoła Podstawowa nr 1;Szkoła podstawowa;ul. Łąkowa;1;2;60-001;Poznań;30;3064;120;Jan\n"
    "102;Liceum „Na Górce”;Liceum;;7;;62-001;Śrem;30;3026;;Ola\n"
    "103;Technikum;Technikum;ul. Polna;3;;00-001;Warszawa;14;1465;80;Ewa\n"
)


def written(folder: Path, text: str | bytes, name: str = "rspo.csv") -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def summary(path: Path, voivodeship: str = "") -> tuple[int, ...]:
    report = import_file(path, voivodeship=voivodeship)
    return (report.added, report.changed, report.closed, report.unchanged)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
def test_an_export_is_taken_over_once(tmp_path: Path, encoding: str) -> None:
    file = written(tmp_path, (HEAD + ROWS).encode(encoding))
    assert summary(file) == (3, 0, 0, 0)
    assert summary(file) == (0, 0, 0, 3)
    school = School.objects.get(rspo="101")
    assert (school.name, school.street, school.town) == (
        "Szkoła Podstawowa nr 1",
        "ul. Łąkowa 1/2",
        "Poznań",
    )
    assert (school.county, school.voivodeship, school.pupils) == ("3064", "30", 120)


def test_nothing_of_the_head_teacher_is_kept(tmp_path: Path) -> None:
    import_file(written(tmp_path, HEAD + ROWS))
    kept = " ".join(str(value) for row in School.objects.values() for value in row.values())
    assert [name for name in ("Jan", "Ola", "Ewa") if name in kept] == []


def test_what_changed_is_changed_and_found_by_its_new_words(tmp_path: Path) -> None:
    import_file(written(tmp_path, HEAD + ROWS))
    assert summary(written(tmp_path, HEAD + ROWS.replace("Śrem", "Żerków"))) == (0, 1, 0, 2)
    assert "zerkow" in School.objects.get(rspo="102").search_words


def test_a_school_that_is_missing_is_closed_not_deleted_and_opens_when_it_returns(
    tmp_path: Path,
) -> None:
    import_file(written(tmp_path, HEAD + ROWS))
    assert summary(written(tmp_path, HEAD + "".join(ROWS.splitlines(True)[:2]))) == (0, 0, 1, 2)
    assert School.objects.get(rspo="103").closed_on == timezone.localdate()
    assert summary(written(tmp_path, HEAD + ROWS)) == (0, 1, 0, 2)
    assert School.objects.get(rspo="103").closed_on is None


def test_a_part_of_the_register_closes_nothing(tmp_path: Path) -> None:
    import_file(written(tmp_path, HEAD + ROWS))
    report = import_file(written(tmp_path, HEAD + ROWS.splitlines(True)[0]))
    assert (report.closed, len(report.missing)) == (0, 2)
    assert School.objects.filter(closed_on=None).count() == 3


def test_only_one_region_is_read_if_asked_and_others_stay_as_they_are(tmp_path: Path) -> None:
    import_file(written(tmp_path, HEAD + ROWS))
    greater_poland = HEAD + "".join(ROWS.splitlines(True)[:2])
    assert summary(written(tmp_path, greater_poland), "30") == (0, 0, 0, 2)
    assert School.objects.filter(closed_on=None).count() == 3
    School.objects.all().delete()
    assert summary(written(tmp_path, HEAD + ROWS), "30") == (2, 0, 0, 0)


def test_bad_rows_are_named_by_their_line_and_harm_no_other(tmp_path: Path) -> None:
    bad = (
        "x1;Szkoła;;;;;;Poznań;30;3064;;\n"  # Line 5.
        "\n"
        "105;;;;;;;Poznań;30;3064;;\n"
        "106;Szkoła;;;;;;;30;3064;;\n"
        "107;Szkoła;;;;;;Poznań;;;;\n"
        "101;Szkoła jeszcze raz;;;;;;Poznań;30;3064;;\n"
        "108\n"
        "109;Szkoła;;;;;;Poznań;30;3064;wiele;\n"
    )
    report = import_file(written(tmp_path, HEAD + ROWS + bad))
    assert [line for line, _why in report.bad] == [5, 7, 8, 9, 10, 11]
    assert (report.added, School.objects.get(rspo="109").pupils) == (4, None)


def test_the_json_of_the_registers_interface_is_read(tmp_path: Path) -> None:
    school = {
        "numerRspo": 101,
        "nazwa": "Szkoła",
        "typ": {"id": 3, "nazwa": "Szkoła podstawowa"},
        "ulica": "Łąkowa",
        "numerBudynku": "1",
        "kodPocztowy": "60-001",
        "miejscowosc": "Poznań",
        "wojewodztwoKodTERYT": "30",
        "powiatKodTERYT": "3064",
        "geolokalizacja": {"latitude": 52.4, "longitude": 16.9},
        "liczbaUczniow": 12,
        "dyrektorImie": "Jan",
    }
    text = json.dumps({"hydra:member": [school, "no school"]})
    report = import_file(written(tmp_path, text, "rspo.json"))
    assert (report.added, [place for place, _why in report.bad]) == (1, [2])
    found = School.objects.get()
    assert (found.rspo, found.kind, found.street) == ("101", "Szkoła podstawowa", "Łąkowa 1")
    assert (found.county, found.latitude, found.pupils) == ("3064", 52.4, 12)


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01", b"a;b\n1;2\n", b"{]", b'{"a": 1}', b"[", b"rspo\n1\n"]
)
def test_what_is_no_register_changes_nothing(tmp_path: Path, content: bytes) -> None:
    import_file(written(tmp_path, HEAD + ROWS))
    before = list(School.objects.values())
    with pytest.raises(CommandError):
        call_command("import_schools", written(tmp_path, content, "other"), stderr=StringIO())
    assert list(School.objects.values()) == before


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("import_schools", tmp_path / "none.csv")


def test_three_thousand_rows_take_few_statements_and_progress_is_shown(
    tmp_path: Path, django_assert_max_num_queries: object
) -> None:
    lines = "".join(
        f"{200_000 + number};Szkoła {number};;;;;60-001;Poznań;30;3064;;\n"
        for number in range(3000)
    )
    file, out, progress = written(tmp_path, HEAD + lines), StringIO(), StringIO()
    with django_assert_max_num_queries(60):  # type: ignore[operator]  # A context manager.
        call_command("import_schools", file, stdout=out, stderr=progress)
    assert "added 3000, changed 0, closed 0, unchanged 0" in out.getvalue()
    assert "\r3000 rows read" in progress.getvalue()


def numbered(numbers: range) -> str:
    return HEAD + "".join(
        f"{number};Szkoła {number};;;;;60-001;Poznań;30;3064;;\n" for number in numbers
    )


def test_a_row_that_cannot_be_read_does_not_close_its_school(tmp_path: Path) -> None:
    import_file(written(tmp_path, HEAD + ROWS))
    report = import_file(written(tmp_path, HEAD + ROWS.replace("Liceum „Na Górce”", "")))
    assert (report.closed, len(report.bad), len(report.missing)) == (0, 1, 0)
    assert School.objects.get(rspo="102").closed_on is None


def test_nothing_closes_while_a_row_does_not_say_of_which_school_it_is(tmp_path: Path) -> None:
    import_file(written(tmp_path, HEAD + ROWS))
    report = import_file(written(tmp_path, HEAD + ROWS.replace("102;", "1O2;")))
    assert (report.closed, [school.rspo for school in report.missing]) == (0, ["102"])


def test_closing_more_than_a_few_asks_and_shows_the_list(tmp_path: Path) -> None:
    import_file(written(tmp_path, numbered(range(100, 200))))
    file, out = written(tmp_path, numbered(range(100, 161))), StringIO()
    call_command("import_schools", file, stdout=out, stderr=StringIO())
    assert out.getvalue().count("missing: ") == 39
    assert "missing: 161 Szkoła 161, Poznań" in out.getvalue()
    assert not School.objects.exclude(closed_on=None).exists()
    call_command("import_schools", file, "--close-missing", stdout=out, stderr=StringIO())
    assert School.objects.exclude(closed_on=None).count() == 39


def test_what_keeps_spreadsheets_from_calculating_is_unwrapped(tmp_path: Path) -> None:
    row = '="101";"=""Szkoła""";;;;;="62-800";Kalisz;="30";="3061";;\n'
    import_file(written(tmp_path, HEAD + row))
    school = School.objects.get()
    assert (school.rspo, school.name, school.postcode) == ("101", "Szkoła", "62-800")
    assert school.county == "3061"


def test_names_stand_for_codes_where_a_file_has_none(tmp_path: Path) -> None:
    head = "Numer RSPO;Nazwa;Miejscowość;Województwo;Powiat;Data likwidacji\n"
    rows = (
        "101;Szkoła;Poznań;WIELKOPOLSKIE;Poznań;\n"
        "102;Szkoła;Czerwonak;woj. wielkopolskie;powiat poznański;31.08.2026\n"
        "103;Szkoła;Warszawa;MAZOWIECKIE;Warszawa;\n"
        "104;Szkoła;Nigdzie;WIELKOPOLSKIE;nieznany;\n"
    )
    report = import_file(written(tmp_path, head + rows), voivodeship="30")
    assert (report.added, report.other_regions, [line for line, _why in report.bad]) == (2, 1, [5])
    assert set(School.objects.values_list("rspo", "county", "closed_on")) == {
        ("101", "3064", None),
        ("102", "3021", date(2026, 8, 31)),
    }


def test_a_list_without_the_prefix_of_hydra_is_read(tmp_path: Path) -> None:
    school = {
        "numerRspo": 101,
        "nazwa": "Szkoła",
        "miejscowosc": "Poznań",
        "wojewodztwo": {"nazwa": "WIELKOPOLSKIE"},
        "powiat": {"nazwa": "poznański"},
        "dataLikwidacji": "31-08-2026",
        "profil": ["a", "b"],
    }
    text = json.dumps({"member": [school]})
    assert import_file(written(tmp_path, text, "rspo.json")).added == 1
    found = School.objects.get()
    assert (found.county, found.closed_on) == ("3021", date(2026, 8, 31))
