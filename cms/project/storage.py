"""Where uploaded files are kept: read from one address, like the database and the mail server."""

from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_LOCAL: Final = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
_KNOWN: Final = frozenset({"region", "prefix", "tls", "addressing"})


def storage_for(url: str) -> dict[str, Any]:
    """Return an entry of Django's ``STORAGES`` for ``s3://key:secret@host/bucket?region=…``.

    An empty address is the local ``MEDIA_ROOT``. Raises ``ImproperlyConfigured`` without showing
    the address, which holds a secret.
    """
    if not url:
        return _LOCAL
    parts = urlsplit(url)
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    bucket = parts.path.strip("/")
    if parts.scheme != "s3" or not parts.hostname or not bucket or "/" in bucket:
        raise ImproperlyConfigured("STORAGE_URL must be like s3://key:secret@host/bucket.")
    if unknown := options.keys() - _KNOWN:
        raise ImproperlyConfigured(f"STORAGE_URL has unknown options: {', '.join(unknown)}.")
    host = parts.netloc.rpartition("@")[2]
    return {
        "BACKEND": "cms.core.object_storage.PrivateS3Storage",
        "OPTIONS": {
            "access_key": unquote(parts.username or "") or None,
            "secret_key": unquote(parts.password or "") or None,
            "bucket_name": bucket,
            "endpoint_url": f"{'http' if options.get('tls') == 'false' else 'https'}://{host}",
            "region_name": options.get("region"),
            "location": options.get("prefix", ""),
            "addressing_style": options.get("addressing", "path"),
        },
    }


def ledger_storage_for(url: str, folder: Path) -> dict[str, Any]:
    """Return the entry for the ledger of erasures: a bucket as above, else ``folder``."""
    if url:
        return storage_for(url)
    options = {"location": str(folder), "base_url": None, "file_permissions_mode": 0o600}
    return {**_LOCAL, "OPTIONS": options}
