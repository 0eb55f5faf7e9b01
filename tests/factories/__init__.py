"""Objects for tests, with everything a test does not care about filled in."""

from tests.factories.images import ImageFactory
from tests.factories.pages import ContentPageFactory, SectionPageFactory
from tests.factories.users import UserFactory

__all__ = ["ContentPageFactory", "ImageFactory", "SectionPageFactory", "UserFactory"]
