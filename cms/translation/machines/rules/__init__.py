"""Pure functions: what is sent to a machine and whether the answer may be used."""
