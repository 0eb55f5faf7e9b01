from django.db import migrations


class Migration(migrations.Migration):
    # The log's guard was made here once; ``cms.core.append_only`` makes it after every migration.
    dependencies = [("desk", "0001_initial")]

    operations: list[migrations.operations.base.Operation] = []
