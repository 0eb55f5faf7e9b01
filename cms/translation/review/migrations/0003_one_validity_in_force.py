"""One finding about a page counts; apart from the filling, which leaves checks pending."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("gate", "0002_validity_of_a_text")]

    operations = [
        migrations.AlterField(
            model_name="legalvalidity",
            name="locale",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="wagtailcore.locale",
            ),
        ),
        migrations.AddIndex(
            model_name="legalvalidity",
            index=models.Index(
                fields=["translation_key", "locale", "digest"],
                name="gate_legalv_transla_292a7d_idx",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalvalidity",
            constraint=models.UniqueConstraint(
                condition=models.Q(("in_force", True)),
                fields=("translation_key", "locale"),
                name="gate_one_validity_in_force",
            ),
        ),
    ]
