# SPDX-License-Identifier: Apache-2.0
"""A plain HTTP client for the tests: it sends what it is told to, hides nothing, and is not the client under test."""

import base64
import hashlib
import http.client
import json
import secrets
import urllib.parse
import urllib.request


class Refused(Exception):
    """The server answered an operation that should succeed with another status than 2xx."""


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")


class Client:
    """Requests to one server (support/servers.py), with its account unless `account` is another (user, password)."""

    def __init__(self, server, account=None, seconds=300):
        self.server = server
        self.seconds = seconds
        self.user, self.password = account or (server.user, server.password)

    def request(self, method, url, body=None, headers=(), anonymous=False):
        """One request with the account, if there is one. `body` is bytes, or a list of bytes that is sent in chunks.

        The challenge is asked for with a request that has no body and changes nothing: Virtuoso closes the connection on
        a body that comes without credentials.
        """
        headers = dict(headers)
        if self.user is not None and not anonymous:
            answer = self.send("HEAD", url, None, {})
            if answer.status == 401:
                headers["Authorization"] = self.answer_to(answer.headers["WWW-Authenticate"], method, url)
        return self.send(method, url, body, headers)

    def send(self, method, url, body, headers):
        parts = urllib.parse.urlsplit(url)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=self.seconds)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request(method, target, body=iter(body) if isinstance(body, list) else body, headers=headers,
                               encode_chunked=isinstance(body, list))
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def answer_to(self, challenge, method, url):
        """RFC 7617 and RFC 7616 (MD5, qop=auth)."""
        if challenge.lower().startswith("basic"):
            return "Basic " + base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        given = urllib.request.parse_keqv_list(urllib.request.parse_http_list(challenge.split(" ", 1)[1]))
        parts = urllib.parse.urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        count, own = "00000001", secrets.token_hex(8)
        secret = md5(f"{self.user}:{given['realm']}:{self.password}")
        proof = md5(f"{secret}:{given['nonce']}:{count}:{own}:auth:{md5(f'{method}:{target}')}")
        fields = {"username": self.user, "realm": given["realm"], "nonce": given["nonce"], "uri": target,
                  "response": proof, "cnonce": own}
        if "opaque" in given:
            fields["opaque"] = given["opaque"]
        quoted = ", ".join(f'{key}="{value}"' for key, value in fields.items())
        return f"Digest {quoted}, qop=auth, nc={count}, algorithm=MD5"

    # --- operations that should succeed ---

    def store_url(self, graph):
        return f"{self.server.store_url}?graph={urllib.parse.quote(graph, safe='')}"

    def put(self, graph, content, media_type="application/n-triples"):
        return good(self.request("PUT", self.store_url(graph), content, {"Content-Type": media_type}))

    def get(self, graph, media_type="application/n-triples"):
        return good(self.request("GET", self.store_url(graph), headers={"Accept": media_type}))

    def update(self, text):
        return good(self.try_update(text))

    def try_update(self, text):
        headers = {"Content-Type": "application/sparql-update"}
        return self.request("POST", self.server.update_url, text.encode(), headers)

    def query(self, text):
        """The rows of a SELECT: each a dictionary of variable to RDF term, as SPARQL's JSON results write it."""
        answer = good(self.request(
            "POST", self.server.query_url, urllib.parse.urlencode({"query": text}).encode(),
            {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/sparql-results+json"}))
        return json.loads(answer.body)["results"]["bindings"]

    def count(self, graph):
        rows = self.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        return int(rows[0]["n"]["value"])


def md5(text):
    return hashlib.md5(text.encode()).hexdigest()


def good(answer):
    if not 200 <= answer.status < 300:
        raise Refused(f"{answer.status}: {answer.text[:1000]}")
    return answer
