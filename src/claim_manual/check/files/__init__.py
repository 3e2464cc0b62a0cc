"""Files: which ones lie among the sources, and which names they and their pages have."""
