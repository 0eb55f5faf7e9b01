"""Long work in small parts: started by a request, done by the worker, watched on a page.

>>> @batch_kind("releases.submit", label=gettext_lazy("Submitting for translation"))
... def submit_page(args: Args, owner_id: int | None) -> None: ...
>>> batch = start("releases.submit", [("page:7", {"page_id": 7})], owner=request.user)
>>> redirect("batches:progress", batch.pk)

Handlers stand in an application's ``tasks.py`` and do one item. Each runs in one transaction that
also marks its item done, so the effect happens exactly once, whoever is killed. A kind with
``outside=True`` is called outside any transaction instead, and once more when a process died in
the call. ``ItemRefusedError`` is an answer for the owner and final; after any other exception the
item is tried again.
"""

from .creation import start
from .errors import ItemRefusedError
from .registry import Args, batch_kind

__all__ = ["Args", "ItemRefusedError", "batch_kind", "start"]
