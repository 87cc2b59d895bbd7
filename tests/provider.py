"""A small OpenID Connect provider on the loopback: its own key, discovery, authorization, token and keys."""

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "shuzhu", "a+secret of=the test"


class Provider:
    """Who it says one is, and how it signs that, are the test's to set."""

    def __init__(self, port):
        self.issuer = f"http://127.0.0.1:{port}"
        self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.signs = self.rightly
        self.claims, self.discovery, self.codes, self.asked, self.headers = {}, {}, {}, [], []

    def rightly(self, claims):
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)

    def with_another_key(self, claims):
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, RSAKey.generate_key(2048))

    def with_none(self, claims):
        return f"{part({'alg': 'none'})}.{part(claims)}."

    def with_the_public_key_as_secret(self, claims):
        return self.by_secret(claims, self.key.as_pem(private=False))

    def with_the_client_secret(self, claims):
        return self.by_secret(claims, SECRET.encode())

    def by_secret(self, claims, secret):
        text = f"{part({'alg': 'HS256', 'kid': 'one'})}.{part(claims)}"
        return text + "." + plain(hmac.digest(secret, text.encode(), "sha256"))

    def answer(self, path, query, form, headers):
        """Status, headers and what is told."""
        if path == "/.well-known/openid-configuration":
            ends = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys"}
            told = {"issuer": self.issuer} | {name: self.issuer + end for name, end in ends.items()}
            return 200, {}, told | self.discovery
        if path == "/authorize":
            assert (query["response_type"], query["client_id"]) == ("code", CLIENT)
            assert query["code_challenge_method"] == "S256"
            assert "openid" in query["scope"].split()
            code = secrets.token_hex(8)
            self.codes[code] = query
            onward = query["redirect_uri"] + "?" + urlencode({"code": code, "state": query["state"]})
            return 302, {"location": onward}, {}
        if path == "/token":
            return self.token(form, headers)
        return (200, {}, {"keys": [self.key.as_dict(private=False)]}) if path == "/keys" else (404, {}, {})

    def token(self, form, headers):
        begun = self.codes.pop(form.get("code"), None)
        given = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        known = begun and headers.get("authorization") == f"Basic {given}"
        known = known and form["redirect_uri"] == begun["redirect_uri"]
        fits = known and plain(hashlib.sha256(form["code_verifier"].encode()).digest()) == begun["code_challenge"]
        if not fits:
            return 400, {}, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.issuer, "sub": "7", "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": begun["nonce"]}
        claims = {name: value for name, value in (claims | self.claims).items() if value is not None}
        return 200, {}, {"access_token": "x", "token_type": "Bearer", "id_token": self.signs(claims)}


def part(told):
    return plain(json.dumps(told).encode())


def plain(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        where = urlsplit(self.path)
        length = int(self.headers.get("content-length") or 0)
        form = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
        query = {name: values[0] for name, values in parse_qs(where.query).items()}
        self.server.provider.asked.append(where.path)
        status, headers, told = self.server.provider.answer(where.path, query, form, self.headers)
        body = json.dumps(told).encode()
        self.send_response(status)
        for name, value in ({"content-type": "application/json", "content-length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.do_GET()

    def log_message(self, *args):
        """Nothing is written."""


@contextmanager
def serving():
    """The provider, listening."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.provider = Provider(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.provider
        finally:
            server.shutdown()
            thread.join()
