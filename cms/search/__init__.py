"""One search over everything the public may see, in four languages that know of each other."""
