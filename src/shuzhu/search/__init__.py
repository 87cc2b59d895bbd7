"""Texts and records → an index beside the store, and questions of readers → what they may find in it."""
