"""What the service answers over HTTP: webhooks, health, metrics."""
