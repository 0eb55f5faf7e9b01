"""A page, snippets and all that belongs to them in one language, as the admin's addresses want."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from cms.content.handbook.models import Audience, GlossaryTerm
from cms.content.pages.models import AlertBanner, Footer, FundingLine, HomePage, Navigation
from cms.content.points.models import Service
from cms.core import locales
from cms.translation.base.models import MinorEdit
from cms.translation.files.enums import FileFormat
from cms.translation.files.models import Export, Import
from cms.translation.releases.models import Release
from cms.users import roles
from school_support.models import SupportKind
from tests.factories import ContentPageFactory, UserFactory
from tests.translation.base.address_table import ARGUMENTS
from tests.translation.base.shown_state import whole
from tests.translation.base.test_localize_faults import CONTACT
from tests.translation.base.translation_steps import (
    edit,
    fresh,
    locale,
    publish_in,
    run_checks,
    start,
    submit,
    translate,
)

CANARY: Final = "kanarek"
# These lead home after they have done what was asked, unless they are told where to go.
GO_HOME: Final = frozenset({"wagtail_localize:stop_translation", "wagtailadmin_pages:unlock"})
_SNIPPETS: Final[dict[str, tuple[type[Any], str]]] = {
    "handbook_audience": (Audience, "name"),
    "handbook_glossaryterm": (GlossaryTerm, "term"),
    "pages_alertbanner": (AlertBanner, "title"),
    "pages_footer": (Footer, "text"),
    "pages_fundingline": (FundingLine, "text"),
    "pages_navigation": (Navigation, ""),
    "points_service": (Service, "name"),
    "school_support_supportkind": (SupportKind, "name"),
}
Values = dict[str, Any]


def objects(code: str) -> Values:
    """Return values for every name in ``ARGUMENTS``: of objects written in the language ``code``.

    The page is live, in review, and has a draft newer than what is live, with ``CANARY`` in it.
    Where an address wants what a source does not have (a translation), Polish has Russian's.
    """
    target = "ru" if code == locales.SOURCE else code
    page = ContentPageFactory(title="Praca", body=[CONTACT])
    translated = publish_in(page, target)
    edit(page, lead="Coś nowego.")
    translation = Translation.objects.get(source__object_id=page.translation_key)
    translate(translation)
    if code != locales.SOURCE:
        StringTranslation.objects.filter(context__path="lead").update(data=CANARY)
    subject = page if code == locales.SOURCE else translated
    if code == locales.SOURCE:
        _send_draft(page)
    else:
        submit(translation)
    values = _of_page(fresh(subject), code) | _of_translation(page, translation, target)
    return values | _snippets(code) | _files(translation) | {"release": _release(page, target)}


def _send_draft(page: Page) -> None:
    """Put a changed draft of a Polish page into review."""
    draft = fresh(page)
    draft.lead = CANARY
    draft.save_revision()
    draft.get_workflow().start(fresh(page), UserFactory(role=roles.AUTHORS))
    run_checks()


def _of_page(page: Any, code: str) -> Values:
    task_state = page.current_workflow_task_state
    other = "uk" if code != "uk" else "en"
    return {
        "locale": code,
        "app": "pages",
        "model": "contentpage",
        "wagtailcore": "wagtailcore",
        "page_model": "page",
        "approve": "approve",
        "live": "live",
        "latest": "latest",
        "csv": "csv",
        "home": HomePage.objects.get(slug=code).pk,
        "other_home": HomePage.objects.get(slug=other).pk,
        "page": page.pk,
        "task_state": task_state.pk,
        "task": task_state.task_id,
        "workflow_state": task_state.workflow_state_id,
        "revision": page.latest_revision_id,
    }


def _of_translation(page: Any, translation: Translation, code: str) -> Values:
    source = translation.source
    return {
        "code": code,
        "source": page.pk,
        "key": page.translation_key,
        "translation": translation.pk,
        "translation_source": source.pk,
        "segment": source.stringsegment_set.first().pk,
        "override": source.overridablesegment_set.first().pk,
        "minor_edit": MinorEdit.objects.create(source=source, made_at=timezone.now()).pk,
    }


def _snippets(code: str) -> Values:
    """Return each kind's id and newest revision; the alert is live with a newer draft."""
    values: Values = {"alertbanner": "alertbanner", "delete": "delete"}
    for kind, (model, field) in _SNIPPETS.items():
        text = {field: f"Tekst {kind}"} if field else {}
        text |= {"definition": "<p>Wyjaśnienie.</p>"} if model is GlossaryTerm else {}
        source = model.objects.filter(locale=locale("pl")).first()
        source = source or model.objects.create(locale=locale("pl"), live=True, **text)
        if kind == "pages_alertbanner":
            values["source_alert"] = source.pk
        found = source if code == locales.SOURCE else _in(source, code)
        draft = fresh(found)
        if field:
            setattr(draft, field, CANARY)
        draft.save_revision()
        values[f"snippet {kind}"] = found.pk
        values[f"snippet_revision {kind}"] = fresh(found).latest_revision_id
    return values | {"alert": values["snippet pages_alertbanner"]}


def _in(source: Any, code: str) -> Any:
    translation = start(source, code)
    translate(translation)
    return publish_in(source, code)


def _files(translation: Translation) -> Values:
    """Return an export and an import of somebody else's."""
    owner = UserFactory(administrator=True)
    upload = Import.objects.create(owner=owner, name="plik.po", translation=translation)
    export = Export.objects.create(
        owner=owner, locale=translation.target_locale, file_format=FileFormat.PO, expected=0
    )
    file = upload.files.create(name="plik.po", content=b"", translation=translation)
    return {
        "file_format": FileFormat.PO.value,
        "import": upload.pk,
        "export": export.pk,
        "file": file.pk,
    }


def _release(page: Any, code: str) -> int:
    release = Release.objects.create(go_live_at=timezone.now() + timedelta(days=1))
    release.locales.add(locale(code))
    release.pages.create(page=page)
    return release.pk


def url_of(name: str, values: Mapping[str, Any]) -> str:
    """Return the address ``name`` for the objects ``values``."""
    plain, _space, _what = name.partition(" ")
    kind = plain.partition(":")[0].removeprefix("wagtailsnippets_")
    kind = kind.removeprefix("wagtailsnippetchoosers_")
    args = []
    for argument in ARGUMENTS[name]:
        value = values.get(f"{argument} {kind}", values.get(argument, argument))
        args.append(value)
    query = _query(name, values)
    return reverse(plain, args=args) + (f"?{urlencode(query)}" if query else "")


def _query(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    if name.startswith(("wagtailsnippets_", "wagtailsnippetchoosers_")):
        return {"locale": values["locale"]} if name.endswith((":add", ":create")) else {}
    if name == "wagtail_bulk_action delete_snippet":
        return {"id": values["alert"]}
    if name.startswith("wagtail_bulk_action"):
        return {"id": values["page"]}
    if name == "releases:add":
        return {"page": values["source"]}
    return {}


def body_of(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is sent, where the rights depend on what is sent and not on the address."""
    bodies: dict[str, dict[str, Any]] = {
        "board:assign": {"ids": str(values["key"]), "locales": values["code"], "assignee": ""},
        "releases:submit": {"ids": values["source"], "locales": values["code"]},
        "exchange:export": {"locale": values["code"], "ids": values["source"]},
        "machine_translation:run": {"ids": values["source"], "locales": values["code"]},
    }
    if name in ("wagtailadmin_pages:delete", "wagtailadmin_pages:move_confirm"):
        return whole(Page.objects.get(pk=values["page"]).specific)
    if name in GO_HOME:
        return {"next": reverse("wagtailadmin_explore_root")}
    return bodies.get(name, {})
