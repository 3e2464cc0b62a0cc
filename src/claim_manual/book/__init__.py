"""Print editions: pages as chapters for paged media, what stands around them, and their charts."""
