# SPDX-License-Identifier: Apache-2.0
"""A server on loopback that keeps its graphs in pyoxigraph and answers as a script tells it: for kinds of servers that
cannot be run in the tests, and for answers that no real one would give.

`with ScriptedServer() as server: server.store_status = 405`. Every request that came is kept in `server.requests`.
"""

import http.server
import threading
import urllib.parse

import pyoxigraph


class Request:
    def __init__(self, method, target, headers, body):
        self.method, self.target, self.headers, self.body = method, target, headers, body
        parts = urllib.parse.urlsplit(target)
        self.path = parts.path
        self.parameters = dict(urllib.parse.parse_qsl(parts.query, keep_blank_values=True))

    @property
    def kind(self):
        """query, update or store"""
        if self.headers.get("Content-Type", "").startswith("application/sparql-update"):
            return "update"
        if "query" in self.parameters or self.body.startswith(b"query="):
            return "query"
        return "store"


class ScriptedServer:
    """One service URL, `root`, for queries, updates and graphs. `answer` (request -> (status, media type, body), or None
    for the usual answer) goes before all else."""

    name = "scripted"
    user = password = None

    def __init__(self):
        self.graphs = pyoxigraph.Store()
        self.requests = []
        self.answer = lambda request: None
        self.store_status = None  # with which it refuses what goes to its Graph Store
        self.lock = threading.Lock()

    def options(self, _root):
        return ()

    def __enter__(self):
        owner = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                request = Request(self.command, self.path, self.headers, body)
                with owner.lock:
                    owner.requests.append(request)
                    status, media_type, content = owner.answer(request) or owner.usual(request)
                self.send_response(status)
                if content:
                    self.send_header("Content-Type", media_type)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_PUT = do_POST = do_DELETE = handle_any

            def log_message(self, *_):
                pass

        self.listener = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.listener.daemon_threads = True
        threading.Thread(target=self.listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.root = f"http://127.0.0.1:{self.listener.server_address[1]}/sparql"
        return self

    def __exit__(self, *_):
        self.listener.shutdown()
        self.listener.server_close()

    def usual(self, request):
        if request.kind == "query":
            return self.query(request.parameters.get("query") or urllib.parse.parse_qs(request.body.decode())["query"][0])
        if request.kind == "update":
            try:
                self.graphs.update(request.body.decode())
            except SyntaxError as error:
                return 400, "text/plain", str(error).encode()
            return 204, "", b""
        if self.store_status is not None:
            return self.store_status, "text/plain", b"not here"
        if request.method in ("PUT", "POST") and "graph" in request.parameters:
            graph = pyoxigraph.NamedNode(request.parameters["graph"])
            if request.method == "PUT":
                self.graphs.remove_graph(graph)
            self.graphs.load(request.body, format=pyoxigraph.RdfFormat.N_TRIPLES, to_graph=graph)
            return 204, "", b""
        return 404, "text/plain", b"nothing there"

    def query(self, text):
        try:
            found = self.graphs.query(text)
        except SyntaxError as error:
            return 400, "text/plain", str(error).encode()
        return (200, "application/sparql-results+json",
                found.serialize(format=pyoxigraph.QueryResultsFormat.JSON))

    def count(self, graph):
        return sum(1 for _ in self.graphs.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(graph)))

    def held(self, graph):
        """The graph as sorted lines of N-Triples."""
        return sorted(f"{each.subject} {each.predicate} {each.object} ." for each in
                      self.graphs.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(graph)))
