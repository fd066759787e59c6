"""What one brand configured: `copilot.yaml` read with exact places (CONTRACT.md, section 7)."""
