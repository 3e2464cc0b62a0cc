"""Centres: whom one calls in each place, which areas have which centre, and what has grown old."""
