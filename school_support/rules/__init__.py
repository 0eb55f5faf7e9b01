"""Pure rules of the register and of the form."""
