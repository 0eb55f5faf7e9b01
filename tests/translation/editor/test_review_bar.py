"""The bar: submit, publish and send back, and what they refuse."""

import pytest
from django.urls import reverse
from wagtail_localize.models import Translation

from cms.core.models import TranslationStatus
from cms.translation.base.domain.version_tokens import tokens
from cms.translation.editor.domain.editor_rows import bench
from cms.translation.editor.domain.editor_status import standing
from cms.users.models import User
from tests.factories import ContentPageFactory
from tests.translation.base.translation_steps import (
    edit,
    fresh,
    publish_in,
    start,
    state,
    translate,
)
from tests.translation.editor.conftest import as_user

pytestmark = pytest.mark.django_db


def press(user: User, translation: Translation, action: str) -> list[str]:
    url = reverse("workbench:edit", args=[translation.pk])
    sent = {"action": action, "comment": "Ще раз.", "seen": tokens(translation)}
    answer = as_user(user).post(url, sent, follow=True)
    return [message.level_tag for message in answer.context["messages"]]


def test_a_translator_submits_and_does_not_publish(translator: User) -> None:
    page = ContentPageFactory()
    translation = start(page)
    translate(translation)
    shown = standing(bench(translation, translator), translator)
    assert (shown.may_submit, shown.may_publish, shown.may_send_back) == (True, False, False)
    assert press(translator, translation, "submit") == ["success"]
    assert state(page).status == TranslationStatus.IN_REVIEW


@pytest.mark.parametrize("action", ["submit", "publish"])
def test_nothing_unfinished_is_passed_on(reviewer: User, action: str) -> None:
    page = ContentPageFactory(lead="Jak wynająć mieszkanie.")
    target = publish_in(page)
    edit(page, lead="Jak wynająć tanie mieszkanie.")
    translation = Translation.objects.get(source__object_id=page.translation_key)
    assert press(reviewer, translation, action) == ["error"]
    assert fresh(target).lead == "[uk] Jak wynająć mieszkanie."
    assert state(page).status == TranslationStatus.BEHIND


def test_what_readers_have_already_is_not_to_be_published_again(reviewer: User) -> None:
    page = ContentPageFactory()
    publish_in(page)
    translation = Translation.objects.get(source__object_id=page.translation_key)
    assert standing(bench(translation, reviewer), reviewer).is_settled
    html = as_user(reviewer).get(reverse("workbench:edit", args=[translation.pk])).content.decode()
    assert 'value="publish"' not in html
