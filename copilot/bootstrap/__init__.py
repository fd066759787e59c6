"""Wires the parts together; nothing else knows which parts there are."""
