"""Sources changed by the program: each keeps its comments, its order and what is not touched."""
