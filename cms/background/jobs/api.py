"""What other applications use: declare handlers, add work.

>>> @job("mail.send", effect=Effect.OUTSIDE)
... def send(*, message_id: int, job_key: str) -> None: ...
>>> enqueue("mail.send", key=f"message:{message.pk}", message_id=message.pk)
"""

from cms.background.jobs.enqueue import enqueue
from cms.background.jobs.enums import Effect
from cms.background.jobs.payload import PayloadError
from cms.background.jobs.registry import UnknownJobError, job, periodic

__all__ = ["Effect", "PayloadError", "UnknownJobError", "enqueue", "job", "periodic"]
