"""References and links: what a source names by its id or address."""
