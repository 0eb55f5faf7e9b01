"""The product's automatic checks; importing this registers them, in the order they are shown."""

from . import texts as texts  # isort: skip
from . import pictures as pictures  # isort: skip
from . import links as links  # isort: skip
from . import words as words  # isort: skip
