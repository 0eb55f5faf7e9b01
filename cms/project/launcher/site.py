"""Where the processes of one site listen and what they must agree on, read from the settings."""

import importlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

DEFAULT_SETTINGS: Final = "cms.project.settings.development"


@dataclass(frozen=True)
class Site:
    """Ports on 127.0.0.1, public addresses without a trailing slash, the folder for logs."""

    cms_port: int
    frontend_port: int
    cms_url: str
    site_url: str
    revalidate_secret: str
    logs: Path
    pages: Path

    @classmethod
    def from_settings(cls) -> "Site":
        """Read the module that DJANGO_SETTINGS_MODULE names, and choose it for child processes."""
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", DEFAULT_SETTINGS)
        settings = importlib.import_module(os.environ["DJANGO_SETTINGS_MODULE"])
        return cls(
            cms_port=settings.CMS_PORT,
            frontend_port=settings.FRONTEND_PORT,
            cms_url=settings.CMS_URL,
            site_url=settings.SITE_URL,
            revalidate_secret=settings.REVALIDATE_SECRET,
            logs=settings.VAR_DIR / "log",
            pages=(settings.VAR_DIR / "pages").resolve(),
        )

    @property
    def frontend(self) -> str:
        """The frontend's address on this machine, whatever its public one is."""
        return f"http://127.0.0.1:{self.frontend_port}"

    def environment(self) -> dict[str, str]:
        """Return the environment of every process: what they must agree on stands in it."""
        return {
            **os.environ,
            "CMS_PORT": str(self.cms_port),
            "FRONTEND_PORT": str(self.frontend_port),
            "CMS_URL": self.cms_url,
            "SITE_URL": self.site_url,
            "REVALIDATE_SECRET": self.revalidate_secret,
            "PAGES_DIR": os.environ.get("PAGES_DIR", str(self.pages)),
            # Some shells export HOST as the machine's name; the site answers on this machine only.
            "HOST": "127.0.0.1",
            "PYTHONUNBUFFERED": "1",
        }

    def addresses_to_ask(self) -> tuple[str, ...]:
        """Return the addresses that all answer 200 once the site is up."""
        cms = f"http://127.0.0.1:{self.cms_port}"
        return (f"{cms}/readyz", f"{self.frontend}/healthz", f"{self.frontend}/uk/")
