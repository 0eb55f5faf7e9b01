"""README documents every environment variable that is read, and none that is not."""

import re
from pathlib import Path

from cms.project.launcher.paths import ROOT
from tests.architecture.repository import texts
from tests.image.compose import services

# env.str("NAME"…) in the settings; env["NAME"] or a reader called with (env, "NAME") in TypeScript.
READS = re.compile(
    r"""\benv\.\w+\(\s*"([A-Z][A-Z0-9_]+)"|\benv(?:\[|,\s*)"([A-Z][A-Z0-9_]+)"|process\.env\.([A-Z]\w+)"""
)
# ${NAME:?} in the compose file.
NAMED = re.compile(r"\$\{([A-Z]\w+)")
ROW = re.compile(r"^\| ((?:`[A-Z][A-Z0-9_]+`(?:, )?)+)", re.MULTILINE)


# What the CMS reads and containers have no use for: said by the image, or by compose itself.
NOT_IN_COMPOSE = {
    *("CMS_PORT", "FRONTEND_PORT", "VAR_DIR", "STATIC_ROOT", "DEBUG"),
    *("SECURE_SSL_REDIRECT", "REGION_FILE"),
}
DEFAULT = re.compile(r"""\benv\.(?:int|str)\(\s*"([A-Z][A-Z0-9_]+)",\s*"?([^")]*)"?\)""")
IN_COMPOSE = re.compile(r"\$\{([A-Z]\w+):-([^}]*)\}")
ROW_OF_ONE = re.compile(r"^\| `([A-Z][A-Z0-9_]+)` \| `?([^|`]*?)`? \|", re.MULTILINE)


def settings_text() -> str:
    folder = Path(ROOT, "cms/project/settings")
    return "".join(
        (folder / name).read_text() for name in ("base.py", "logging.py", "production.py")
    )


def variables_read() -> set[str]:
    readers = (
        "cms/project/settings/",
        "frontend/server/",
        "frontend/src/",
        "frontend/astro.config",
    )
    found = set(NAMED.findall(Path(ROOT, "compose.yaml").read_text()))
    for path, text in texts():
        if str(path).startswith(readers):
            found.update(name for groups in READS.findall(text) for name in groups if name)
    return found


def variables_documented() -> set[str]:
    rows = ROW.findall(Path(ROOT, "README.md").read_text())
    return {name for row in rows for name in re.findall(r"`([A-Z0-9_]+)`", row)}


def test_readme_names_exactly_the_variables_that_are_read() -> None:
    read, documented = variables_read(), variables_documented()
    assert {"DATABASE_URL", "REVALIDATE_SECRET", "REVALIDATE_POLL_SECONDS"} <= read
    assert {"unknown to README": read - documented, "read by nobody": documented - read} == {
        "unknown to README": set(),
        "read by nobody": set(),
    }


def test_whatever_the_cms_reads_can_be_said_in_compose() -> None:
    read = {name for groups in READS.findall(settings_text()) for name in groups if name}
    said = set(services()["web"]["environment"])
    assert {"in no container": read - said - NOT_IN_COMPOSE, "read by nobody": said - read} == {
        "in no container": set(),
        "read by nobody": set(),
    }


def test_settings_compose_and_readme_name_one_default() -> None:
    settings = dict(DEFAULT.findall(settings_text()))
    compose = dict(IN_COMPOSE.findall(Path(ROOT, "compose.yaml").read_text()))
    readme = dict(ROW_OF_ONE.findall(Path(ROOT, "README.md").read_text()))
    limits = {"CASE_CONTACT_DAYS", "CASE_TEXT_DAYS", "REQUEST_DRAFT_DAYS", "CASES_AN_HOUR"}
    assert limits <= settings.keys() & compose.keys() & readme.keys()
    differing = {
        name: (settings[name], compose[name], readme[name])
        for name in settings.keys() & compose.keys() & readme.keys()
        if "VAR_DIR" not in readme[name]
        and not settings[name] == compose[name] == readme[name].replace("none", "")
    }
    assert differing == {}
