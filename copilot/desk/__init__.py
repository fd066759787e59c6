"""The Telegram chat where community managers work."""
