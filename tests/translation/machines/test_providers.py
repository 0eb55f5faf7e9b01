"""The wire formats, and what each failure means for the bill."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from cms.translation.machines.domain.providers import available, http_client
from cms.translation.machines.domain.providers.base import Translator
from cms.translation.machines.domain.providers.deepl import DeepL
from cms.translation.machines.domain.providers.dummy import Dummy
from cms.translation.machines.domain.providers.errors import RefusedError, UnclearError
from cms.translation.machines.domain.providers.libretranslate import LibreTranslate
from cms.translation.machines.enums import Provider

from .conftest import KEY, Machine

MACHINES: dict[str, Callable[[str], Translator]] = {
    "deepl": lambda url: DeepL(KEY, url),
    "libretranslate": LibreTranslate,
}


@pytest.fixture(params=MACHINES)
def translator(request: pytest.FixtureRequest, machine: Machine) -> Translator:
    return MACHINES[request.param](machine.url)


def test_deepl_is_asked_in_its_format(machine: Machine) -> None:
    texts = DeepL(KEY, machine.url).translate(["Dom", "<b>Praca</b>"], "pl", "en")
    assert texts == ["EN-GB: Dom", "EN-GB: <b>Praca</b>"]
    assert machine.asked == [
        {
            "text": ["Dom", "<b>Praca</b>"],
            "source_lang": "PL",
            "target_lang": "EN-GB",
            "tag_handling": "xml",
            "ignore_tags": ["span"],
            "formality": "prefer_more",
        }
    ]
    assert machine.headers[0]["Authorization"] == f"DeepL-Auth-Key {KEY}"


def test_libretranslate_is_asked_in_its_format(machine: Machine) -> None:
    texts = LibreTranslate(f"{machine.url}/", "secret").translate(["Dom"], "pl", "uk")
    assert texts == ["uk: Dom"]
    body = {"q": ["Dom"], "source": "pl", "target": "uk", "format": "html", "api_key": "secret"}
    assert machine.asked == [body]


def test_the_dummy_is_no_translation() -> None:
    assert Dummy().translate(["Dom"], "pl", "uk") == ["⟦uk?⟧ Dom"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 456, 500, 503])
def test_a_refusal_costs_nothing(machine: Machine, translator: Translator, status: int) -> None:
    machine.status = status
    with pytest.raises(RefusedError) as raised:
        translator.translate(["Dom"], "pl", "uk")
    assert raised.value.temporary is (status in {429, 500, 503})


@pytest.mark.parametrize("status", [502, 504])
def test_a_failure_in_between_may_have_cost(
    machine: Machine, translator: Translator, status: int
) -> None:
    machine.status = status
    with pytest.raises(UnclearError):
        translator.translate(["Dom"], "pl", "uk")


def test_a_redirect_is_not_followed(machine: Machine, translator: Translator) -> None:
    machine.status = 307
    with pytest.raises(RefusedError):
        translator.translate(["Dom"], "pl", "uk")
    assert len(machine.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>",
        b"\xff",
        [],
        {},
        {"translations": [], "translatedText": []},
        {"translations": None, "translatedText": "Dom"},
    ],
)
def test_something_else_than_asked_may_have_cost(
    machine: Machine, translator: Translator, answer: Any
) -> None:
    machine.answer = answer
    with pytest.raises(UnclearError):
        translator.translate(["Dom"], "pl", "uk")


def test_silence_may_have_cost(
    machine: Machine, translator: Translator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_client, "READ_SECONDS", 0.1)
    machine.before = lambda: time.sleep(0.4)
    with pytest.raises(UnclearError):
        translator.translate(["Dom"], "pl", "uk")


def test_an_answer_without_end_is_given_up(
    machine: Machine, translator: Translator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_client, "MAX_BYTES", 10)
    with pytest.raises(UnclearError):
        translator.translate(["Dom"], "pl", "uk")


@pytest.mark.parametrize("machine_name", MACHINES)
@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://nowhere.invalid"])
def test_a_dead_server_was_never_asked(machine_name: str, url: str) -> None:
    with pytest.raises(RefusedError) as raised:
        MACHINES[machine_name](url).translate(["Dom"], "pl", "uk")
    assert raised.value.temporary
    assert str(raised.value) == f"{Provider(machine_name).label} cannot be reached."


def test_what_is_configured_may_be_chosen(settings: Any) -> None:
    settings.DEEPL_AUTH_KEY = settings.LIBRETRANSLATE_URL = ""
    assert available() == {}
    settings.DEEPL_AUTH_KEY = KEY
    assert list(available()) == [Provider.DEEPL]
    settings.LIBRETRANSLATE_URL = "http://10.0.0.7:5000"
    settings.MACHINE_TRANSLATION_DUMMY = True
    assert list(available()) == [Provider.DEEPL, Provider.LIBRETRANSLATE, Provider.DUMMY]
