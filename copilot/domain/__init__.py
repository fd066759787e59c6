"""Plain values and rules of the trade: no clock, no chance, no input or output."""
