"""Languages: in which ones a text is written, and in which words."""
