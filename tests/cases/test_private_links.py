"""How a case is found again: by its private link, and by the number on the phone."""

import re
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import override_settings

from cms.cases.domain import case_merge, case_messages, private_links, retention
from cms.cases.domain.case_creation import Contact, open_case
from cms.cases.domain.case_types import UnknownCaseTypeError
from cms.cases.domain.read_markers import EVERYTHING
from cms.cases.models import Case
from cms.cases.rules.case_references import ALPHABET, new_reference, normalised
from cms.core import access_tokens
from school_support.domain.case_type import NAME as SUPPORT
from tests.factories.cases import COUNTY, QUESTION, new_case, worker


def test_a_reference_holds_nothing_that_is_taken_for_something_else() -> None:
    assert not set("0O1IL5S2Z8BUV") & set(ALPHABET)
    drawn = {new_reference("WS") for _time in range(50)}
    assert len(drawn) == 50
    assert not [
        one for one in drawn if not re.fullmatch(f"WS-[{ALPHABET}]{{4}}-[{ALPHABET}]{{2}}", one)
    ]


@pytest.mark.parametrize(
    "typed", ["WS-7KQ4-M9", "ws 7kq4 m9", " ws7kq4m9\n", "WS–7KQ4—M9", "Ws-7K-Q4M9"]
)
def test_a_reference_is_known_however_it_was_typed(typed: str) -> None:
    assert normalised(typed) == "WS-7KQ4-M9"


@pytest.mark.parametrize("typed", ["", "-", "x", "🎒" * 500, "\x00"])
def test_whatever_is_typed_is_no_error(typed: str) -> None:
    assert normalised(typed) != "WS-7KQ4-M9"


@pytest.mark.django_db
def test_a_link_leads_to_its_case_alone_and_is_stored_nowhere() -> None:
    case, question = new_case(), new_case(QUESTION, locale="pl")
    token = private_links.token_of(case)
    assert private_links.private_url(case) == f"{settings.SITE_URL}/uk/case/{token}/"
    asked = f"{settings.SITE_URL}/pl/question/{private_links.token_of(question)}/"
    assert private_links.private_url(question) == asked
    assert private_links.find(token, SUPPORT) == case
    strangers = [
        access_tokens.derive("school-support", uuid4()),
        token.upper(),
        token[:-1],
        "ż" * 26,
    ]
    assert {private_links.find(other, SUPPORT) for other in strangers} == {None}
    assert private_links.find(token, QUESTION) is None
    assert token not in str(Case.objects.values_list())


@pytest.mark.django_db
def test_a_link_outlives_the_secret_key_as_long_as_that_is_named() -> None:
    case, key = new_case(), settings.SECRET_KEY
    token = private_links.token_of(case)
    with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=[key]):
        assert private_links.token_of(case) == token
    with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=[]):
        fresh = private_links.token_of(case)
        assert fresh != token
        assert (private_links.find(fresh, SUPPORT), private_links.find(token, SUPPORT)) == (
            case,
            None,
        )


@pytest.mark.django_db
def test_the_link_of_deleted_texts_leads_nowhere_and_is_not_made_anew() -> None:
    case = new_case()
    token = private_links.token_of(case)
    retention.forget_texts(case.pk)
    case.refresh_from_db()
    stored = case.token_digest
    assert private_links.find(private_links.token_of(case), SUPPORT) is None
    assert private_links.find(token, SUPPORT) is None
    assert Case.objects.get().token_digest == stored


@pytest.mark.django_db
def test_a_reference_that_is_taken_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first = new_case()
    drawn = iter([first.reference, first.reference, "WS-7KQ4-M9"])
    monkeypatch.setattr("cms.cases.domain.case_creation.new_reference", lambda _prefix: next(drawn))
    second = new_case()
    assert (second.reference, second.search_words) == (
        "WS-7KQ4-M9",
        "ws-7kq4-m9 szkola podstawowa nr 1 lodz",
    )
    assert second.events.count() == 1


@pytest.mark.django_db
def test_an_unknown_kind_is_refused_and_nothing_is_written() -> None:
    with pytest.raises(UnknownCaseTypeError):
        open_case("nothing", locale="pl", county="", about="", contact=Contact(), case_id=uuid4())
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_a_case_joined_twice_shows_of_each_what_was_said_while_it_was_there() -> None:
    by, case, second, third = worker(COUNTY), new_case(), new_case(), new_case()
    case_messages.write(third.pk, text="to the third, before", by=by)
    case_merge.merge(case.pk, into=second.pk, by=by)
    case_messages.write(second.pk, text="to both", by=by, seen=EVERYTHING)
    case_messages.write(third.pk, text="to the third, still before", by=by)
    case_merge.merge(second.pk, into=third.pk, by=by)
    case_messages.write(third.pk, text="to all", by=by, seen=EVERYTHING)
    case.refresh_from_db()
    assert [said.text for said in case_messages.thread_of(case)] == ["to both", "to all"]
    assert case.events.filter(action="merged").count() == 2
