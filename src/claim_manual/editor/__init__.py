"""The editor of forms on this machine: its server, what it reads and saves."""
