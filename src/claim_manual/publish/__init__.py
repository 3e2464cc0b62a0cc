"""Writes outputs: folders, sites, files, reports of findings. It reads no sources."""
