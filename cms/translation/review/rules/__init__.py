"""Rules of the gate that know no database."""
