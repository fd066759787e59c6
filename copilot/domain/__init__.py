"""Plain values and rules of the trade; standard library only, no clock, no chance, no input or output."""
