"""Reply Copilot: drafts replies to public complaints; a person approves every word."""
