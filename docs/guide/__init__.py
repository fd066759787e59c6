"""The guide for community managers: what makes its pictures."""
