"""An editor's process: does what standard input says, a JSON line each, and answers with one.

``{"pages": true}`` lists what was generated; ``{"publish": id, "lead": text}`` publishes a page and
answers with the moment (CLOCK_MONOTONIC, seconds) after its commit; ``{"change": true}`` raises the
content version as any change does.
"""

import json
import sys
import time
from typing import Any

import django
from django.db import transaction


def pages() -> list[dict[str, Any]]:
    """Return every page below a home, in the order in which it is measured: mixed, but fixed."""
    from cms.content.pages.models import ContentPage

    rows = ContentPage.objects.order_by("pk").values_list("pk", "url_path", "locale__language_code")
    found = [{"id": pk, "path": path, "locale": locale} for pk, path, locale in rows]
    # 7 and the number of pages have no common divisor: every page comes once, neighbours apart.
    return [found[7 * index % len(found)] for index in range(len(found))]


def publish(page_id: int, lead: str) -> float:
    """Publish the page with another lead; return the moment after the commit."""
    from cms.content.pages.models import ContentPage

    with transaction.atomic():
        page = ContentPage.objects.get(pk=page_id)
        page.lead = lead
        page.save_revision().publish()
    return time.monotonic()


def change() -> None:
    """Raise the content version."""
    from cms.core import content_version

    with transaction.atomic():
        content_version.bump()


def main() -> None:
    """Answer each line of standard input."""
    django.setup()
    for line in sys.stdin:
        order = json.loads(line)
        sys.stdout.write(json.dumps(obey(order)) + "\n")
        sys.stdout.flush()


def obey(order: dict[str, Any]) -> Any:
    """Do what ``order`` says and return the answer."""
    if "publish" in order:
        return publish(order["publish"], order["lead"])
    if "pages" in order:
        return pages()
    change()
    return None


if __name__ == "__main__":
    main()
