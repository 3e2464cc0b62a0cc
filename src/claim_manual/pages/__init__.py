"""The pages of a manual as values: what is said to readers, made once for all outputs."""
