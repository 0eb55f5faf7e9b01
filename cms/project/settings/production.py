"""Production: refuses to start with a missing or default secret."""

import sentry_sdk
from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403  A settings module extends the base by design.
from .base import LOGGING, REVALIDATE_SECRET, SECRET_KEY, STORAGES, env

for name, value in (("SECRET_KEY", SECRET_KEY), ("REVALIDATE_SECRET", REVALIDATE_SECRET)):
    if value.startswith("development-only") or len(value) < 32:
        raise ImproperlyConfigured(f"{name} must be set to at least 32 characters of your own.")

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
    # Errors only, without the senders' data: what people wrote to us stays here.
    sentry_sdk.init(SENTRY_DSN, send_default_pii=False, max_request_body_size="never")
