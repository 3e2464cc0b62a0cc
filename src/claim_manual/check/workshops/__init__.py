"""Workshops and their assessment: time, cases, objectives, questions, results."""
