"""What can really happen in a flow: its edges, the walk over every state, and what follows."""
