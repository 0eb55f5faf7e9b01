"""The product's automatic checks; importing this registers them, in the order they are shown."""

from . import completeness as completeness  # isort: skip
from . import images as images  # isort: skip
from . import links as links  # isort: skip
from . import facts_and_terms as facts_and_terms  # isort: skip
