"""Jobs carry numbers and ids, nobody's data."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from cms.background.jobs.payload import PayloadError, check_identifiers, check_references


@pytest.mark.parametrize(
    "value",
    [0, -5, True, None, "", "notify:123", "wagtailcore.locale", "/uk/zhytlo/", "2026-10-01", "uk"],
)
def test_numbers_and_ids_pass_alone_and_nested(value: object) -> None:
    check_identifiers({"plain": value, "list": [value], "dict": {"in": {"it": [value]}}})


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("jan@example.org", "value: looks like an e-mail address"),
        ("jan%40example.org", "value: looks like an e-mail address"),
        ("Jan Kowalski", "value: not an identifier"),
        ("a\nb", "value: not an identifier"),
        ("x" * 301, "value: longer than 300 characters"),
        (1.5, "value: a job carries numbers and ids, not float"),
        (Decimal(1), "value: a job carries numbers and ids, not Decimal"),
        (datetime(2026, 1, 1, tzinfo=UTC), "value: a job carries numbers and ids, not datetime"),
        (b"x", "value: a job carries numbers and ids, not bytes"),
        ({1, 2}, "value: a job carries numbers and ids, not set"),
        ([["jan@example.org"]], r"value\[0\]\[0\]: looks like an e-mail address"),
        ({"jan@example.org": 1}, "value: looks like an e-mail address"),
        ([[[[[1]]]]], "value.*: too deep"),
        (list(range(501)), "value: more than 500 items"),
    ],
)
def test_anything_else_is_refused_by_name(value: object, message: str) -> None:
    with pytest.raises(PayloadError, match=f"args.{message}"):
        check_identifiers({"value": value})


def test_the_refusal_does_not_repeat_the_value() -> None:
    with pytest.raises(PayloadError) as refused:
        check_identifiers({"value": "jan@example.org"})
    assert "jan" not in str(refused.value)


def test_file_names_pass_for_other_packages_tasks_and_addresses_of_people_do_not() -> None:
    check_references({"path": "documents/umowa najmu – wzór.pdf"})
    with pytest.raises(PayloadError):
        check_references({"path": "documents/jan@example.org.pdf"})
