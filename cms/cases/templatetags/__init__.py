"""Words of the desk's templates."""
