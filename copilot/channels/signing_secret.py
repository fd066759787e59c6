"""What a signing secret must be (Standard Webhooks); light, so that a configuration can ask."""

import base64
import binascii

LEAST_SECRET_BYTES = 24


def secret_fault(secret: str) -> str | None:
    """What is wrong with a signing secret, without showing it."""
    how = "make one with: echo whsec_$(openssl rand -base64 32)"
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError):
        return f"the secret is not base64; {how}"
    if len(key) < LEAST_SECRET_BYTES:
        return f"the secret has {len(key)} bytes, at least {LEAST_SECRET_BYTES} are needed; {how}"
    return None
