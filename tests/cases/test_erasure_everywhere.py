"""A person who is erased is found in no table and in no file, however their address was typed."""

import io
import json
import zipfile
from datetime import date
from uuid import uuid4

import pytest
from django.apps import apps
from django.core import serializers
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from cms.cases.domain import case_merge, case_messages, personal_data
from cms.cases.domain.read_markers import EVERYTHING
from cms.cases.rules.email_addresses import normalised
from cms.content.points.models import PointQuestion
from cms.content.stories.models import Consent
from school_support.domain import request_drafts
from tests.cases.case_histories import ANSWERS, SAID, administrator, asked, closed, worked_on
from tests.factories.cases import QUESTION, new_case

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

EMAIL = f"{SAID}.Osoba@Example.org"
# As people type and paste: blanks, capitals, no-break and zero-width spaces, full-width signs.
WAYS = (EMAIL, f"  {EMAIL.upper()} ", f"\u200b{EMAIL}\u00a0", EMAIL.replace("@", "＠"))


def drafts() -> None:
    for typed in WAYS:
        draft = request_drafts.start("pl", uuid4())
        contact = {**ANSWERS["contact"], "email": typed}
        request_drafts.put(draft, "contact", contact)


def everything() -> str:
    """Return all rows of all tables and the contents of all files, as text."""
    models = [model for model in apps.get_models() if model._meta.managed]
    rows = (row for model in models for row in model._base_manager.all())
    return serializers.serialize("json", rows, ensure_ascii=False) + "".join(files(""))


def files(folder: str) -> list[str]:
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    found = [name for name in names if SAID in name]
    for name in names:
        with default_storage.open(f"{folder}/{name}".lstrip("/")) as file:
            found += [name] if SAID.encode() in file.read() else []
    return found + [each for one in folders for each in files(f"{folder}/{one}".lstrip("/"))]


def life() -> None:
    """Leave something of a person wherever the product keeps it."""
    worked_on(EMAIL.lower())
    closed(3, EMAIL)
    main, own = asked("other@example.org"), asked(EMAIL.upper())
    case_merge.merge(own.pk, into=main.pk, by=administrator())
    case_messages.hear(own.pk, text=f"{SAID}: jeszcze my")
    case_messages.write(main.pk, text="Dzień dobry obojgu", by=administrator(), seen=EVERYTHING)
    question = new_case(QUESTION, email=EMAIL)
    PointQuestion.objects.filter(case=question).update(text=SAID)
    drafts()
    Consent.objects.create(
        translation_key=uuid4(), kind="data", given_on=date(2026, 1, 2), note=f"skan: <{EMAIL}>."
    )
    # What somebody else keeps and wrote is theirs.
    for name in ("situation", "tried"):
        type(main.support_request).objects.filter(case=main).update(**{name: ""})


def test_nothing_is_left(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    life()
    assert everything().count(SAID) > 20
    with django_capture_on_commit_callbacks(execute=True):
        personal_data.erase(f" {EMAIL} ", administrator())
    personal_data.erase("other@example.org", administrator())
    left = everything()
    assert [left[max(0, place - 200) : place + 40] for place in places(left)] == []


def places(text: str) -> list[int]:
    lowered, word = text.lower(), SAID.lower()
    return [place for place in range(len(lowered)) if lowered.startswith(word, place)]


def test_all_of_it_is_exported_with_files_and_the_log(client: Client) -> None:
    life()
    client.force_login(administrator())
    answer = client.post(reverse("desk:person_data"), {"email": EMAIL, "action": "export"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        told = json.loads(archive.read("data.json"))
        named = set(archive.namelist()) - {"data.json"}
        contents = [archive.read(name) for name in sorted(named)]
    assert (len(told["cases"]), len(told["drafts"]), len(told["consents"])) == (4, 4, 1)
    kept = {
        file["path"]
        for case in told["cases"]
        for holder in (case, *case["messages"])
        for file in holder["files"]
    }
    assert kept == named
    assert len(named) == 5
    assert all(contents)
    actions = {line["action"] for case in told["cases"] for line in case["log"]}
    assert {"received", "started", "heard", "completed", "exported", "merged"} <= actions


@pytest.mark.parametrize("typed", WAYS)
def test_one_address_is_the_same_however_it_is_typed(typed: str) -> None:
    assert normalised(typed) == normalised(EMAIL)
    assert normalised("x@żółw.example") == normalised("x@xn--w-uga1v8h.example")
    assert normalised("other@example.org") != normalised(EMAIL)
