"""Owns where the hash comes from: loading `hashlib` loads OpenSSL, two thirds of what Python itself takes to start."""

try:  # as the standard library's `random` does
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b"]
