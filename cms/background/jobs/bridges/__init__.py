"""Other packages' background tasks, run as jobs of ours.

Both backends are loaded while applications still load, so they import models only when used.
"""
