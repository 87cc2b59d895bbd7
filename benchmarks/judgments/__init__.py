"""How well court documents are read and masked: each part measures some figures against their limits."""
