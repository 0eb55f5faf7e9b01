"""Whoever works in one language writes and reads drafts in no other, at any address of the admin.

The addresses come from the URL configuration: a new one without a line in ``ARGUMENTS`` fails.
"""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Page, PageViewRestriction, Revision, TaskState, WorkflowState
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from cms.core.models import TranslationState
from cms.pages.models import AlertBanner, HomePage
from cms.users import roles
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.test_faults import CONTACT
from tests.translation.translating import (
    edit,
    fresh,
    locale,
    publish_in,
    submit,
    translate,
)

pytestmark = pytest.mark.django_db

CANARY: Final = "kanarek"
WRITTEN: Final = (
    Page,
    AlertBanner,
    Revision,
    PageViewRestriction,
    WorkflowState,
    TaskState,
    Translation,
    StringTranslation,
    SegmentOverride,
    TranslationState,
)
# For each address the names of its arguments, see ``_values``.
ARGUMENTS: Final[dict[str, tuple[str, ...]]] = {
    "wagtailadmin_pages:add": ("app", "model", "home"),
    "wagtailadmin_pages:preview_on_add": ("app", "model", "home"),
    "wagtailadmin_pages:type_use": ("app", "model"),
    "wagtailadmin_pages:type_use_results": ("app", "model"),
    "wagtailadmin_pages:choose_parent": ("app", "model"),
    "wagtailadmin_pages:usage": ("page",),
    "wagtailadmin_pages:edit": ("page",),
    "wagtailadmin_pages:preview_on_edit": ("page",),
    "wagtailadmin_pages:view_draft": ("page",),
    "wagtailadmin_pages:add_subpage": ("home",),
    "wagtailadmin_pages:delete": ("page",),
    "wagtailadmin_pages:unpublish": ("page",),
    "wagtailadmin_pages:convert_alias": ("page",),
    "wagtailadmin_pages:search": (),
    "wagtailadmin_pages:search_results": (),
    "wagtailadmin_pages:move": ("page",),
    "wagtailadmin_pages:move_confirm": ("page", "other_home"),
    "wagtailadmin_pages:set_page_position": ("page",),
    "wagtailadmin_pages:copy": ("page",),
    "wagtailadmin_pages:workflow_action": ("page", "approve", "task_state"),
    "wagtailadmin_pages:collect_workflow_action_data": ("page", "approve", "task_state"),
    "wagtailadmin_pages:confirm_workflow_cancellation": ("page",),
    "wagtailadmin_pages:workflow_preview": ("page", "task"),
    "wagtailadmin_pages:set_privacy": ("page",),
    "wagtailadmin_pages:lock": ("page",),
    "wagtailadmin_pages:unlock": ("page",),
    "wagtailadmin_pages:revisions_index": ("page",),
    "wagtailadmin_pages:revisions_view": ("page", "revision"),
    "wagtailadmin_pages:revisions_revert": ("page", "revision"),
    "wagtailadmin_pages:revisions_unschedule": ("page", "revision"),
    "wagtailadmin_pages:revisions_compare": ("page", "live", "latest"),
    "wagtailadmin_pages:workflow_history": ("page",),
    "wagtailadmin_pages:workflow_history_detail": ("page", "workflow_state"),
    "wagtailadmin_pages:history": ("page",),
    "wagtailadmin_pages:history_results": ("page",),
    "translation:work_list": (),
    "translation:start": ("source", "code"),
    "wagtail_localize:javascript_catalog": (),
    "wagtail_localize:submit_page_translation": ("source",),
    "wagtail_localize:submit_snippet_translation": ("app", "alertbanner", "source_alert"),
    "wagtail_localize:update_translations": ("translation_source",),
    "wagtail_localize:edit_string_translation": ("translation", "string"),
    "wagtail_localize:edit_override": ("translation", "override"),
    "wagtail_localize:download_pofile": ("translation",),
    "wagtail_localize:upload_pofile": ("translation",),
    "wagtail_localize:machine_translate": ("translation",),
    "wagtail_localize:preview_translation": ("translation",),
    "wagtail_localize:stop_translation": ("translation",),
    "wagtail_localize:convert_to_alias": ("page",),
    "wagtail_localize:translations_report": (),
    "wagtail_localize:translations_report_results": (),
    "wagtail_localize:snippets_api_listing": ("app", "alertbanner"),
    "wagtail_localize:snippets_api_detail": ("app", "alertbanner", "alert"),
    "wagtailsnippets_pages_alertbanner:list": (),
    "wagtailsnippets_pages_alertbanner:list_results": (),
    "wagtailsnippets_pages_alertbanner:add": (),
    "wagtailsnippets_pages_alertbanner:edit": ("alert",),
    "wagtailsnippets_pages_alertbanner:delete": ("alert",),
    "wagtailsnippets_pages_alertbanner:usage": ("alert",),
    "wagtailsnippets_pages_alertbanner:history": ("alert",),
    "wagtailsnippets_pages_alertbanner:history_results": ("alert",),
    "wagtailsnippets_pages_alertbanner:copy": ("alert",),
    "wagtailsnippets_pages_alertbanner:revisions_revert": ("alert", "alert_revision"),
    "wagtailsnippets_pages_alertbanner:revisions_compare": ("alert", "live", "latest"),
    "wagtailsnippets_pages_alertbanner:revisions_unschedule": ("alert", "alert_revision"),
    "wagtailsnippets_pages_alertbanner:unpublish": ("alert",),
    "wagtailsnippetchoosers_pages_alertbanner:choose": (),
    "wagtailsnippetchoosers_pages_alertbanner:choose_results": (),
    "wagtailsnippetchoosers_pages_alertbanner:chosen": ("alert",),
    "wagtailsnippetchoosers_pages_alertbanner:chosen_multiple": (),
    "wagtailsnippetchoosers_pages_alertbanner:create": (),
}
# Addresses that open for everybody who works in any language: lists that hold no draft's text.
LISTS: Final = frozenset(
    {
        "wagtailadmin_pages:type_use",
        "wagtailadmin_pages:type_use_results",
        "wagtailadmin_pages:search",
        "wagtailadmin_pages:search_results",
        "wagtailadmin_pages:usage",
        "translation:work_list",
        "wagtail_localize:javascript_catalog",
        "wagtail_localize:translations_report",
        "wagtail_localize:translations_report_results",
        "wagtail_localize:snippets_api_listing",
        "wagtail_localize:snippets_api_detail",
        "wagtailsnippets_pages_alertbanner:list",
        "wagtailsnippets_pages_alertbanner:list_results",
        "wagtailsnippetchoosers_pages_alertbanner:choose",
        "wagtailsnippetchoosers_pages_alertbanner:choose_results",
        "wagtailsnippetchoosers_pages_alertbanner:chosen",
        "wagtailsnippetchoosers_pages_alertbanner:chosen_multiple",
    }
)
# What Wagtail shows before it asks for rights: where to go on, the names of a page and of a step.
DIALOGS: Final = frozenset(
    {
        "wagtailadmin_pages:choose_parent",
        "wagtailadmin_pages:confirm_workflow_cancellation",
        "wagtailadmin_pages:move_confirm",
        "wagtailadmin_pages:revisions_index",
    }
)
SPACES: Final = frozenset(name.partition(":")[0] for name in ARGUMENTS)


def names() -> Iterator[str]:
    """Yield every registered address of the namespaces above."""

    def walk(patterns: Any, spaces: tuple[str, ...]) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
                yield from walk(pattern.url_patterns, inner)
            elif isinstance(pattern, URLPattern) and spaces and spaces[-1] in SPACES:
                yield f"{spaces[-1]}:{pattern.name}"

    yield from walk(get_resolver().url_patterns, ())


def test_every_address_has_an_expectation() -> None:
    assert set(names()) == set(ARGUMENTS)


@pytest.fixture
def russian() -> dict[str, Any]:
    """A Russian page in review, with a draft newer than what is live, and a Russian alert."""
    page = ContentPageFactory(title="Praca", body=[CONTACT])
    target = publish_in(page, "ru")
    edit(page, lead="Coś nowego.")
    translation = Translation.objects.get(source__object_id=page.translation_key)
    translate(translation)
    StringTranslation.objects.filter(context__path="lead").update(data=CANARY)
    submit(translation)
    source_alert = AlertBanner.objects.create(locale=locale("pl"), title="Uwaga", live=True)
    alert = publish_in(source_alert, "ru")
    draft = fresh(alert)
    draft.text = CANARY
    draft.save_revision()
    return _values(page, fresh(target), translation, source_alert, fresh(alert))


def _values(
    page: Page, target: Any, translation: Translation, source_alert: Any, alert: Any
) -> dict[str, Any]:
    task_state = target.current_workflow_task_state
    source = translation.source
    return {
        "app": "pages",
        "model": "contentpage",
        "alertbanner": "alertbanner",
        "approve": "approve",
        "live": "live",
        "latest": "latest",
        "code": "ru",
        "home": HomePage.objects.get(slug="ru").pk,
        "other_home": HomePage.objects.get(slug="uk").pk,
        "page": target.pk,
        "source": page.pk,
        "task_state": task_state.pk,
        "task": task_state.task_id,
        "workflow_state": task_state.workflow_state_id,
        "revision": target.latest_revision_id,
        "translation": translation.pk,
        "translation_source": source.pk,
        "string": source.stringsegment_set.first().pk,
        "override": source.overridablesegment_set.first().pk,
        "source_alert": source_alert.pk,
        "alert": alert.pk,
        "alert_revision": alert.latest_revision_id,
    }


def dump() -> dict[str, list[Any]]:
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in WRITTEN}


def opens(response: Any) -> bool:
    """Tell whether the address did more than to refuse or to send the user home."""
    if response.status_code in {302, 301}:
        return response["Location"] not in {reverse("wagtailadmin_home"), "/"}
    return response.status_code < 400


@pytest.mark.parametrize("role", [roles.translators("uk"), roles.language_reviewers("uk")])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_gets_into_another_language(russian: dict[str, Any], role: str, method: str) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory(role=role))
    before = dump()
    opened, told, failed = set(), set(), set()
    for name, arguments in ARGUMENTS.items():
        url = reverse(name, args=[russian[argument] for argument in arguments])
        query = "?locale=ru" if name.endswith((":add", ":create")) else ""
        response = client.generic(method.upper(), url + query)
        opened |= {name} if opens(response) else set()
        failed |= {name} if response.status_code >= 500 else set()
        told |= {name} if CANARY in response.content.decode(errors="replace") else set()
    assert (opened - LISTS - DIALOGS, told, failed) == (set(), set(), set())
    assert dump() == before


def test_the_same_addresses_open_for_those_whose_language_it_is(russian: dict[str, Any]) -> None:
    client = Client()
    client.force_login(UserFactory(role=roles.language_reviewers("ru")))
    url = reverse("wagtailadmin_pages:view_draft", args=[russian["page"]])
    assert client.get(url).status_code in {200, 302}
    assert client.get(reverse("wagtailadmin_pages:edit", args=[russian["page"]])).status_code == 200
