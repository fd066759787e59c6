"""Pages of the rules that have no module of their own, one heading a rule."""
