"""A manual as readers see it: pages, charts, outlines, books. Nothing here opens or writes files
of the manual.
"""
