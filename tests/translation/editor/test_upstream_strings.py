"""The address at which wagtail-localize's own editor stores one text."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from cms.translation.base.domain import segment_store
from cms.translation.base.domain.segment_rows import version
from cms.translation.base.rules.limits import MAX_TEXT
from cms.users import roles
from cms.users.models import User
from tests.factories import UserFactory
from tests.translation.editor.conftest import as_user, segment

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


def put(user: User, translation: Translation, content: str) -> Any:
    url = reverse(
        "wagtail_localize:edit_string_translation",
        args=[translation.pk, segment(translation, "lead")],
    )
    return as_user(user).put(url, content, content_type=FORM)


def stored() -> list[str]:
    return list(StringTranslation.objects.values_list("data", flat=True))


@pytest.fixture
def colleague(translation: Translation) -> User:
    person: User = UserFactory(role=roles.translators(translation.target_locale.language_code))
    segment_store.write(translation, segment(translation, "lead"), "Її текст", user=person)
    return person


@pytest.mark.parametrize("value", ["x" * (MAX_TEXT + 1), "a%00b", "%20", "<a id='a9'>x</a>"])
def test_what_the_working_view_refuses_is_refused(
    translation: Translation, translator: User, value: str
) -> None:
    answer = put(translator, translation, f"value={value}")
    assert (answer.status_code, stored()) == (400, [])
    assert answer.json()["detail"]


def test_nobody_elses_text_is_replaced_unseen(
    translation: Translation, translator: User, colleague: User
) -> None:
    assert put(translator, translation, "value=Мій текст").status_code == 409
    assert stored() == ["Її текст"]
    assert put(colleague, translation, "value=Знову її").status_code == 200
    seen = version("Знову її")
    assert put(translator, translation, f"value=Мій текст&seen={seen}").status_code == 200
    assert stored() == ["Мій текст"]


def test_nobody_elses_text_is_removed_unseen(
    translation: Translation, translator: User, colleague: User
) -> None:
    url = reverse(
        "wagtail_localize:edit_string_translation",
        args=[translation.pk, segment(translation, "lead")],
    )
    assert as_user(translator).delete(url).status_code == 409
    assert as_user(colleague).delete(url).status_code == 200
    assert as_user(colleague).delete(url).status_code == 404
    assert stored() == []


def test_a_save_that_does_not_say_what_it_replaces_replaces_nothing(
    translation: Translation, translator: User, colleague: User
) -> None:
    url = reverse("workbench:segment", args=[translation.pk, segment(translation, "lead")])
    answer = as_user(translator).post(url, {"do": "save", "text": "Мій текст"})
    assert (answer.status_code, stored()) == (409, ["Її текст"])
