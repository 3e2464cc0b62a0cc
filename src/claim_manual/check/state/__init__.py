"""Approvals, reviews, contacts: what is confirmed, by whom, and until when."""
