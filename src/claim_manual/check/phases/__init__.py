"""Phases: what follows what, who answers for each, and what is in it."""
