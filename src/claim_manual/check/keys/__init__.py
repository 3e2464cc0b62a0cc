"""Keys and values: those that the schema alone cannot ask for, and names that are taken."""
