"""The directory of information points, the points, and what they help with."""

from .directory import DirectoryPage
from .hours import HoursException, HoursSpan
from .point import InformationPoint
from .question import PointQuestion
from .services import Service

__all__ = [
    "DirectoryPage",
    "HoursException",
    "HoursSpan",
    "InformationPoint",
    "PointQuestion",
    "Service",
]
