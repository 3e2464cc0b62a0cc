"""Text for terminals, pull requests and reports: what no page says."""
