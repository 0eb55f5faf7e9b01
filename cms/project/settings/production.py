"""Production: refuses to start with a missing or default secret."""

import sentry_sdk
from django.core.exceptions import ImproperlyConfigured

from cms.project import error_reports

from .base import *
from .base import LOGGING, REVALIDATE_SECRET, SECRET_KEY, STORAGES, env

secrets = {"SECRET_KEY": SECRET_KEY, "REVALIDATE_SECRET": REVALIDATE_SECRET}
for name, value in secrets.items():
    # Words of a language and rows of one letter have few different ones in 32.
    if value.startswith("development-only") or len(value) < 32 or len(set(value)) < 10:
        raise ImproperlyConfigured(
            f"{name} must be set to at least 32 random characters of your own."
        )
if SECRET_KEY == REVALIDATE_SECRET:
    raise ImproperlyConfigured("SECRET_KEY and REVALIDATE_SECRET must be two different ones.")

DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

# The probes of the machine itself come without a proxy, and hold nothing.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz(/serving)?$"]

# Names carry a digest of the content, so that browsers keep files for good; `collectstatic` writes
# them, already compressed.
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
# One stream for everything; whatever runs the process keeps it. No line holds what people typed.
LOGGING["handlers"]["console"]["stream"] = "ext://sys.stdout"

SENTRY_DSN = env.str("SENTRY_DSN", "")
if SENTRY_DSN:
    sentry_sdk.init(SENTRY_DSN, **error_reports.options())
