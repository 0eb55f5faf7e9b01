"""Who works on the words that people say."""

from cms.users.models import AnyUser


def may_add_words(user: AnyUser) -> bool:
    """Tell whether somebody may add words, and so read what was looked for in vain."""
    return user.has_perm("search.add_synonym")
