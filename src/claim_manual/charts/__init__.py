"""Charts: from the edges of a document to boxes that are set, laid out and drawn."""
