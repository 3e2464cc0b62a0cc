"""Drafts made of what somebody has: a text of Word as procedures, a table as contacts.

What is made are values; `work` writes them. What is a guess says so, and what is not understood is
prose: nothing is lost.
"""
