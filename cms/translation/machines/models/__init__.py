"""What was asked of machines, what it cost, and which machine a language uses."""

from .answers import MachineAnswer
from .machine_choices import MachineChoice
from .spending import MachineSpending

__all__ = ["MachineAnswer", "MachineChoice", "MachineSpending"]
