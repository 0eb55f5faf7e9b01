"""Which pictures a story uses or ever used: what a withdrawn consent takes away."""

from django.db import models


class StoryPicture(models.Model):
    """A picture of a story, noted with every draft, so that an older version's is known too.

    ``was_public``: a live version showed it; ``is_portrait``: as its portrait. What only a draft
    had proves nothing about whom it shows. ``shows_person`` is what somebody has decided who
    looked at it: it shows the person and goes wherever it is used, or it does not and stays.
    """

    translation_key = models.UUIDField()
    image = models.ForeignKey("wagtailimages.Image", on_delete=models.CASCADE, related_name="+")
    is_portrait = models.BooleanField(default=False)
    was_public = models.BooleanField(default=False)
    shows_person = models.BooleanField(null=True)

    wagtail_reference_index_ignore = True  # Bookkeeping is no use of a picture.

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "image"], name="one_row_per_story_and_picture"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.translation_key} {self.image_id}"

    @property
    def goes_everywhere(self) -> bool:
        """Whether it goes from other pages too; a portrait does unless somebody knows better."""
        return self.is_portrait if self.shows_person is None else self.shows_person


class HiddenPicture(models.Model):
    """A picture that a missing consent keeps from the public, and the collection it came from."""

    image = models.OneToOneField(
        "wagtailimages.Image", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    came_from = models.ForeignKey(
        "wagtailcore.Collection", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    hidden_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return str(self.image_id)
