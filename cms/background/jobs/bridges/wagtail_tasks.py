"""Wagtail's tasks (``django_tasks``): reference index, deleted files, focal points, purges."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from django.utils import timezone
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.exceptions import InvalidTaskError

JOB = "jobs.task"


class JobsBackend(BaseTaskBackend):
    """Adds a job for a task, in the caller's transaction.

    A task that already waits with the same arguments is not added twice: tasks are expected to be
    safe to repeat, which Wagtail's are. Results are not kept.
    """

    supports_defer = True

    def validate_task(self, task: Task) -> None:
        """Raise InvalidTaskError for a task that needs what a job does not give."""
        super().validate_task(task)
        if task.takes_context:
            raise InvalidTaskError("A job gives a task no context.")

    def enqueue(
        self, task: Task, args: Sequence[object], kwargs: Mapping[str, object]
    ) -> TaskResult:
        """Add the job; raise PayloadError when an argument cannot be passed by reference."""
        from cms.background.jobs.enqueue import add

        from . import object_references

        self.validate_task(task)
        encoded = object_references.encode({"args": list(args), "kwargs": dict(kwargs)})
        digest = hashlib.sha256(json.dumps(encoded, sort_keys=True).encode()).hexdigest()
        job = add(
            JOB,
            key=f"{task.module_path}:{digest[:32]}",
            run_after=task.run_after,
            args={"task": task.module_path, **encoded},
        )
        return TaskResult(
            task=task,
            id=job.job_key,
            status=TaskResultStatus.READY,
            enqueued_at=timezone.now(),
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=encoded["args"],
            kwargs=encoded["kwargs"],
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
