"""How long comments are kept."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from cms.content.feedback.models import PageFeedback


def forget_comments() -> int:
    """Empty the comments that are older than ``FEEDBACK_COMMENT_DAYS``; return how many.

    The answers themselves name nobody, and are kept to be counted.
    """
    oldest = timezone.now() - timedelta(days=settings.FEEDBACK_COMMENT_DAYS)
    return PageFeedback.objects.filter(created_at__lt=oldest).exclude(comment="").update(comment="")
