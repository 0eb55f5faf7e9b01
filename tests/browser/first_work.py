"""Do what a first start leaves to the worker; run with the product's VAR_DIR."""

import django

django.setup()

from django_q.models import OrmQ

from cms.background.jobs import runner

if __name__ == "__main__":
    runner.run_due()
    OrmQ.objects.all().delete()  # Each asks a worker to look at a job that is done.
