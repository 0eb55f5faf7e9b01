"""What ``make`` calls: installs what is missing, shows progress, and runs the site's processes.

Installing runs before any package exists, so everything here except ``up`` and ``catalogues``
uses the standard library only.
"""
