"""The four locales and their home pages."""

from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site

from cms.content.pages.models import HomePage
from cms.core import locales

TITLES: Final = {
    "pl": "Wspólna Sprawa",
    "en": "Common Cause",
    "ru": "Общее дело",
    "uk": "Спільна справа",
}


def ensure_homes() -> dict[str, HomePage]:
    """Return each locale's home by code, creating locales, homes and the site where missing."""
    for code in locales.CODES:
        Locale.objects.get_or_create(language_code=code)
    homes = {code: home for code in locales.CODES if (home := _home(code)) is not None}
    if locales.SOURCE not in homes:
        homes[locales.SOURCE] = _create_source_home()
    for code in locales.TARGETS:
        if code not in homes:
            homes[code] = _create_target_home(homes[locales.SOURCE], code)
    _ensure_site(homes[locales.SOURCE])
    return homes


def _home(code: str) -> HomePage | None:
    found: HomePage | None = HomePage.objects.filter(depth=2, slug=code).first()
    return found


def _create_source_home() -> HomePage:
    """Put the source's home in the place of the page that Wagtail's migrations create."""
    root = Page.get_first_root_node()
    home = HomePage(
        title=TITLES[locales.SOURCE],
        slug=locales.SOURCE,
        locale=Locale.objects.get(language_code=locales.SOURCE),
    )
    root.add_child(instance=home)
    Site.objects.filter(root_page__depth=2).update(root_page=home)
    for unused in Page.objects.filter(depth=2, content_type__model="page", slug="home"):
        unused.delete()
    home.save_revision()
    return home


def _create_target_home(source: HomePage, code: str) -> HomePage:
    home = HomePage(
        title=TITLES[code],
        slug=code,
        locale=Locale.objects.get(language_code=code),
        translation_key=source.translation_key,
    )
    Page.get_first_root_node().add_child(instance=home)
    home.save_revision()
    return home


def _ensure_site(home: HomePage) -> None:
    """Point the default site at the source's home, under the public address."""
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    wanted = {
        "hostname": address.hostname,
        "port": port,
        "root_page_id": home.pk,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(is_default_site=True, **wanted)
    elif any(getattr(site, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(site, name, value)
        site.save()
