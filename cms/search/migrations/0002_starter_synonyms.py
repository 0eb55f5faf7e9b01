"""Everyday words of integration, once, as a beginning that editors change as they like."""

from pathlib import Path

from django.db import migrations

FOLDER = Path(__file__).parent.parent / "starter_synonyms"


def add(apps, _schema_editor):
    """Add what stands in ``starter_synonyms``, a file a language, and the index's state."""
    synonym = apps.get_model("search", "Synonym")
    synonym.objects.bulk_create(
        synonym(language=file.stem, said=said.strip(), meant=meant.strip())
        for file in sorted(FOLDER.glob("*.txt"))
        for line in file.read_text("utf-8").splitlines()
        if not line.startswith("#")
        for said, _sign, meant in [line.partition(" = ")]
        if meant
    )
    apps.get_model("search", "IndexState").objects.create(pk=1)


def remove(apps, _schema_editor):
    """Remove all of it."""
    apps.get_model("search", "Synonym").objects.all().delete()
    apps.get_model("search", "IndexState").objects.all().delete()


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [("search", "0001_search_index")]

    operations = [migrations.RunPython(add, remove)]
