"""Verifies webhooks of ModelRoute. Python 3.8 or newer, nothing to install.

    import verify

    if not verify.standard_webhook(body, headers, secret):
        return 400

`body` is the exact bytes of the request, before any JSON parsing. `headers` is a mapping of header names to values, in
any case. `secret` is the endpoint's secret, `whsec_` and all. Check one of the two families; both prove the same.
"""

import base64
import hashlib
import hmac
import re
import time

TOLERANCE_SECONDS = 300


def standard_webhook(body, headers, secret, now=None):
    """Checks webhook-id, webhook-timestamp and webhook-signature (Standard Webhooks 1.0.0)."""
    headers = _lower(headers)
    event_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not event_id or not _is_recent(timestamp, now):
        return False
    key = base64.b64decode(secret[len("whsec_"):] if secret.startswith("whsec_") else secret)
    signed = f"{event_id}.{timestamp}.".encode() + body
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
    # Several signatures, by a space, while the secret is rotated: any of them will do.
    good = False
    for signature in headers.get("webhook-signature", "").split(" "):
        version, _, value = signature.partition(",")
        if version == "v1" and hmac.compare_digest(value.encode(), expected):
            good = True
    return good


def x_signature(body, headers, secret, now=None):
    """Checks X-Signature and X-Signature-Timestamp. While the secret is rotated, only the new one passes."""
    headers = _lower(headers)
    timestamp = headers.get("x-signature-timestamp", "")
    if not _is_recent(timestamp, now):
        return False
    expected = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(headers.get("x-signature", "").encode(), expected.encode())


def _lower(headers):
    return {name.lower(): value for name, value in headers.items()}


def _is_recent(timestamp, now):
    """An old request with a good signature is a replay."""
    if not re.fullmatch("[0-9]{1,12}", timestamp):
        return False
    return abs((time.time() if now is None else now) - int(timestamp)) <= TOLERANCE_SECONDS
