"""uv reads no pip configuration: hand a mirror that is configured for pip over to uv.

Nothing is overridden: whoever set one of uv's own index variables keeps exactly that.
"""

import os
import subprocess
import sys

UV_INDEX_VARIABLES = (
    "UV_DEFAULT_INDEX",
    "UV_INDEX_URL",
    "UV_INDEX",
    "UV_NO_INDEX",
    "UV_CONFIG_FILE",
)


def uv_environment() -> dict[str, str]:
    """Return the variables uv needs to install from where pip would.

    Python is never downloaded: the interpreter that runs this one is used.
    """
    variables = {"UV_PYTHON_DOWNLOADS": "never", "UV_NO_PROGRESS": "1"}
    if not any(os.environ.get(name) for name in UV_INDEX_VARIABLES):
        mirror = _configured_for_pip("index-url")
        if mirror:
            variables["UV_DEFAULT_INDEX"] = mirror
    certificate = _configured_for_pip("cert")
    if certificate and "SSL_CERT_FILE" not in os.environ:
        variables["SSL_CERT_FILE"] = certificate
    return variables


def _configured_for_pip(option: str) -> str:
    """Return pip's value of ``option`` from its environment variable or its files, or ''."""
    from_environment = os.environ.get("PIP_" + option.upper().replace("-", "_"))
    if from_environment:
        return from_environment
    answer = subprocess.run(
        [sys.executable, "-m", "pip", "config", "get", f"global.{option}"],
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.stdout.strip() if answer.returncode == 0 else ""
