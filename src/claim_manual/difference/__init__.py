"""What a change means: two manuals compared, and the difference in words."""
