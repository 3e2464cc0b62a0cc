"""Briefs and approvals: what summaries and reports take from the manual, and who approved them."""
