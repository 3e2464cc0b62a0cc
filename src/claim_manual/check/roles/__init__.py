"""Roles and responsibilities: who acts in the steps, and who the page says answers for them."""
