"""Where editors find the words people look for."""

from wagtail import hooks

from .admin.synonyms import SynonymViewSet


@hooks.register("register_admin_viewset")
def register_synonyms() -> SynonymViewSet:
    """Add the list of words people say."""
    return SynonymViewSet("synonyms")
