from django.db import migrations

from cms.desk.models.append_only import guard, unguard


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
