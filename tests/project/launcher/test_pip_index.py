"""A mirror configured for pip serves uv too; what was said to uv itself stays."""

import pytest

from cms.project.launcher.pip_index import UV_INDEX_VARIABLES, uv_environment

MIRROR = "http://127.0.0.1:1/simple"


@pytest.fixture(autouse=True)
def no_own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*UV_INDEX_VARIABLES, "PIP_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)


def test_a_mirror_configured_for_pip_becomes_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", MIRROR)
    assert uv_environment()["UV_DEFAULT_INDEX"] == MIRROR


@pytest.mark.parametrize("variable", UV_INDEX_VARIABLES)
def test_an_index_set_for_uv_is_never_overridden(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", MIRROR)
    monkeypatch.setenv(variable, "of their own")
    assert "UV_DEFAULT_INDEX" not in uv_environment()


def test_python_itself_is_never_downloaded() -> None:
    assert uv_environment()["UV_PYTHON_DOWNLOADS"] == "never"
