"""The brand's files: YAML and Jinja read with exact places, checked, rendered."""
