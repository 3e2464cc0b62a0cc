"""The forms at work on this machine: a small server that reads and keeps sources, one commit a save."""
