"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.project.settings.production")

_django = get_wsgi_application()

# Only now, because it needs the settings.
from cms.delivery.response_cache import ResponseCache  # noqa: E402  See above.

application = ResponseCache(_django)
