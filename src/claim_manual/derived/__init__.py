"""What follows from a manual: its words in one language, its links, and tables that readers want."""
