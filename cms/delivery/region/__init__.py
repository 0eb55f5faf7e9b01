"""The region that the site is about: data, chosen by the setting ``REGION_FILE``."""

from .data import County, Region, region

__all__ = ["County", "Region", "region"]
