"""Bringing in what other systems exported: a file, its mapping, its plan, its rows."""
