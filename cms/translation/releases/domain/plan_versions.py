"""Which plan of a release somebody had before them when they acted on it."""

import json

from cms.translation.base.domain.segment_rows import version
from cms.translation.releases.models import Release


def plan_version(release: Release) -> str:
    """Return a short digest of time, languages, pages and chosen texts; two queries."""
    pages = release.pages.order_by("pk").values_list("page", "revision", "live_at_planning")
    languages = sorted(release.locales.values_list("pk", flat=True))
    return version(json.dumps([release.go_live_at.isoformat(), languages, list(pages)]))
