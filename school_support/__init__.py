"""School register, request form and case flow."""
