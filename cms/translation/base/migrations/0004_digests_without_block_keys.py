"""Digests of sources no longer depend on the keys by which the editor marks paragraphs.

What was current stays current: digests made the old way are replaced by those made the new way.
"""

import hashlib

from django.db import migrations

SEPARATOR = "\x1f"


def old_digest(segments, copied):
    """Return what 0003 and before stored: with the keys."""
    parts = hashlib.sha256()
    rows = [
        *((each.context.path, each.string.data, each.attrs) for each in segments.strings),
        *((each.context.path, each.template.template) for each in segments.templates),
        *((each.context.path, each.data_json) for each in segments.overridable),
        *copied,
    ]
    for row in rows:
        parts.update(SEPARATOR.join(map(str, row)).encode() + b"\n")
    return parts.hexdigest()


def replace_digests(apps, _schema_editor):
    """Reads wagtail-localize's tables alone through its present models."""
    from wagtail_localize.models import TranslationSource

    from cms.translation.base.domain.synchronised_fields import copied_values
    from cms.translation.base.domain.segments import Segments

    drafts = apps.get_model("translation", "TranslationDraft").objects
    for source in TranslationSource.objects.select_related("specific_content_type"):
        segments = Segments.load(source)
        old, new = old_digest(segments, copied_values(source)), segments.digests()[0]
        drafts.filter(source_digest=old).update(source_digest=new)
    apps.get_model("translation", "SourceChange").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("translation", "0003_segments_and_reviews"),
        ("core", "0001_initial"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [migrations.RunPython(replace_digests, migrations.RunPython.noop)]
