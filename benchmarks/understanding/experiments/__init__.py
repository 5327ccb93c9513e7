"""Measurements run on demand, outside CI; each prints Markdown tables for docs/forstaaelse.md."""
