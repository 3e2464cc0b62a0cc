"""Ways through a flow: whether they lead on, and what their conditions tell apart."""
