"""README documents every environment variable that is read, and none that is not."""

import re
from pathlib import Path

from cms.project.launcher.places import ROOT
from tests.architecture.repository import texts

# env.str("NAME"…) in the settings; env["NAME"] or a reader called with (env, "NAME") in TypeScript.
READS = re.compile(
    r"""\benv\.\w+\(\s*"([A-Z][A-Z0-9_]+)"|\benv(?:\[|,\s*)"([A-Z][A-Z0-9_]+)"|process\.env\.([A-Z]\w+)"""
)
# ${NAME:?} in the compose file.
NAMED = re.compile(r"\$\{([A-Z]\w+)")
ROW = re.compile(r"^\| ((?:`[A-Z][A-Z0-9_]+`(?:, )?)+)", re.MULTILINE)


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
