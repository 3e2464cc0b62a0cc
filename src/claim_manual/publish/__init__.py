"""Writes what views made: folders, sites, PDFs, reports. It knows nothing of a manual's sources."""
