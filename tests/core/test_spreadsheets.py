"""Tables for spreadsheets: no cell calculates, numbers and telephones stay what they are."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cms.core.spreadsheets import as_csv, as_meant, as_xlsx, harmless
from tests.factories import ContentPageFactory, UserFactory

FORMULAS = [
    "=1+1",
    "+1-2",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "+48-600-000-001",
    '=HYPERLINK("x")',
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_shown_and_not_calculated(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert as_meant(harmless(text)) == text


@pytest.mark.parametrize(
    "value", ["+48 600 000 001", "+48600000001", "-5", "-5,20", "'quoted'", 7, -7]
)
def test_figures_and_telephones_get_no_apostrophe(value: object) -> None:
    assert harmless(value) == value


def test_every_csv_has_one_separator_and_the_mark() -> None:
    assert as_csv([["Nazwa", "Liczba"], ["=1", 2]]) == "\ufeffNazwa;Liczba\r\n'=1;2\r\n".encode()


def test_a_workbook_holds_texts_as_they_are_and_numbers_as_numbers() -> None:
    book = load_workbook(io.BytesIO(as_xlsx("x", [["=1+1", "+48 600 000 001", 5]])))
    cells = next(book.active.iter_rows())
    assert [(cell.data_type, cell.value) for cell in cells] == [
        ("s", "=1+1"),
        ("s", "+48 600 000 001"),
        ("n", 5),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("report", ["site_history", "aging_pages"])
def test_wagtails_own_reports_calculate_nothing(client: Client, report: str) -> None:
    user = UserFactory(administrator=True)
    client.force_login(user)
    page = ContentPageFactory(title="=HYPERLINK(1)")
    page.save_revision(user=user, log_action=True).publish(user=user)
    answer = client.get(reverse(f"wagtailadmin_reports:{report}"), {"export": "csv"})
    text = b"".join(answer.streaming_content).decode()
    lines = [line for line in text.splitlines() if "HYPERLINK" in line]
    assert lines
    assert [line for line in lines if "'=HYPERLINK(1);" not in line] == []
