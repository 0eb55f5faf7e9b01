"""The rows that are the truth about background work; the queue's own rows are only nudges."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.background.jobs.enums import PENDING, Status


class Job(models.Model):
    """One piece of background work. All times are UTC.

    ``key`` is unique among the *waiting* jobs of a name. It is not unique for ever: once a job
    runs, enqueueing its key again adds a new job, because the running one may have read what was
    there before. A job is superseded when it fails while a newer one with its key already waits.
    What must happen once in all time is recorded by the domain, not by the key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=100)
    key = models.CharField(_("key"), max_length=200, null=True, editable=False)
    args = models.JSONField(_("arguments"), default=dict)
    status = models.CharField(
        _("state"), max_length=10, choices=Status.choices, default=Status.QUEUED
    )
    # Counted and committed before the work: a job that kills its process is counted as well.
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    run_after = models.DateTimeField(default=timezone.now)
    # When the sweeper looks at the job again, if nothing has happened by then.
    sweep_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=80, blank=True)  # "<worker group>/<process id>"
    lease_until = models.DateTimeField(null=True)
    last_error = models.CharField(_("last error"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        default_permissions = ()
        permissions: ClassVar = [
            ("view_job", _("Can see background jobs")),
            ("retry_job", _("Can retry failed background jobs")),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name", "key"],
                condition=Q(status=Status.QUEUED),
                name="job_key_waits_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["sweep_at"], condition=Q(status__in=sorted(PENDING)), name="job_sweep"
            ),
            models.Index(fields=["status", "finished_at"], name="job_status_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.key or self.pk}"

    @property
    def is_retryable(self) -> bool:
        """Whether it failed: for good, or so that it waits for its next attempt."""
        return self.status == Status.DEAD or (self.status == Status.QUEUED and self.attempts > 0)

    @property
    def job_key(self) -> str:
        """What names this job outside (a Message-ID, an idempotency key); the same on repeat."""
        return str(self.pk)


class Periodic(models.Model):
    """When a piece of repeated work is due next (UTC)."""

    name = models.CharField(primary_key=True, max_length=100)
    next_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class Heartbeat(models.Model):
    """The last signs of life of one worker group (UTC)."""

    group = models.CharField(primary_key=True, max_length=64)
    # A worker of the group handled something; its monitor acknowledged something to the queue.
    worked_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.group
