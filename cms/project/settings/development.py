"""A developer's machine, and ``make up``."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *
from .base import CMS_URL, SITE_URL

# Here everybody knows the secrets and the administrator's password.
OF_PRODUCTION = ("ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SECURE_SSL_REDIRECT", "SENTRY_DSN")
named = [name for name in OF_PRODUCTION if os.environ.get(name)]
if SITE_URL.startswith("https:") or CMS_URL.startswith("https:"):
    named += ["SITE_URL", "CMS_URL"]
if named:
    raise ImproperlyConfigured(
        f"{', '.join(named)} belong to production, but these are the settings of a developer's "
        "machine: set DJANGO_SETTINGS_MODULE=cms.project.settings.production."
    )

DEMO_ALLOWED = True
DEBUG = env.bool("DEBUG", True)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
MACHINE_TRANSLATION_DUMMY = True
