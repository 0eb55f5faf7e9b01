"""Pictures of pages for links that are shared elsewhere: the title in the site's identity."""

from .content import Shared, address, shared

__all__ = ["Shared", "address", "shared"]
