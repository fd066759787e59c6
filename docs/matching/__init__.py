"""The comparison behind `docs/matching.md`: messages, methods, measures, table and chart."""
