# SPDX-License-Identifier: Apache-2.0
"""A proxy on loopback between Stoa and a server that does, once or always, what networks and servers do on bad days.

`with Proxy(server) as proxy: proxy.rule(match, action)`; `match(request)` picks the requests, the first rule that fits
acts. Every request that came is kept in `proxy.requests` (without bodies over 64 KiB).
"""

import contextlib
import http.client
import socket
import struct
import threading
import time
import urllib.parse


class Request:
    def __init__(self, method, target, headers, body):
        self.method, self.target, self.headers, self.body = method, target, headers, body
        self.text = urllib.parse.unquote_plus((target + " " + body[:65536].decode("utf-8", "replace")))

    @property
    def writes(self):
        return self.method in ("PUT", "DELETE") or (self.method == "POST" and not self.body.startswith(b"query="))


class Closed(Exception):
    pass


class Proxy:
    def __init__(self, server, tls=None):
        """`tls`: an ssl.SSLContext with a certificate, to be spoken to by https."""
        self.server, self.tls = server, tls
        parts = urllib.parse.urlsplit(server.root)
        self.host, self.port_behind = parts.hostname, parts.port
        self.path = parts.path
        self.rules = []
        self.requests = []
        self.lock = threading.Lock()
        self.listener = None

    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.root = f"http{'s' if self.tls else ''}://127.0.0.1:{self.port}{self.path}"
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts, which would keep the port open
        self.listener.close()

    def rule(self, match, action, times=1):
        """`times` None: always."""
        self.rules.append([match, action, times])

    def clear(self):
        self.rules.clear()
        self.requests.clear()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def chosen(self, request):
        with self.lock:
            for rule in self.rules:
                match, action, times = rule
                if (times is None or times > 0) and match(request):
                    if times is not None:
                        rule[2] -= 1
                    return action
        return forward

    def serve(self, connection):
        if self.tls is not None:
            try:
                connection = self.tls.wrap_socket(connection, server_side=True)
            except OSError:  # the client does not like the certificate
                return
        stream = connection.makefile("rwb")
        with contextlib.suppress(OSError, Closed, ValueError), connection:
            while True:
                line = stream.readline(65536)
                if not line:
                    return
                method, target, _ = line.decode("latin-1").split(" ", 2)
                headers = http.client.parse_headers(stream)
                size = int(headers.get("Content-Length", 0))
                early = Request(method, target, headers, b"")
                action = self.chosen(early) if size > 0 and any(
                    getattr(rule[1], "before_body", False) for rule in self.rules) else None
                if action is not None and getattr(action, "before_body", False):
                    action(self, early, connection, stream, size)
                    continue
                request = Request(method, target, headers, stream.read(size))
                self.requests.append(request)
                action = self.chosen(request)
                action(self, request, connection, stream)

    def ask(self, request):
        """What the server says to the request: status, reason, headers, body."""
        behind = http.client.HTTPConnection(self.host, self.port_behind, timeout=120)
        try:
            headers = {key: value for key, value in request.headers.items() if key.lower() not in ("host", "connection")}
            behind.request(request.method, request.target, request.body or None, headers)
            answer = behind.getresponse()
            kept = [(key, value) for key, value in answer.getheaders()
                    if key.lower() not in ("transfer-encoding", "connection", "content-length", "keep-alive")]
            return answer.status, answer.reason, kept, answer.read()
        finally:
            behind.close()


def head(status, reason, headers, size):
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{key}: {value}" for key, value in headers)]
    if size is not None:
        lines.append(f"Content-Length: {size}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def send(stream, data):
    stream.write(data)
    stream.flush()


def forward(proxy, request, _connection, stream):
    status, reason, headers, body = proxy.ask(request)
    send(stream, head(status, reason, headers, len(body)) + (b"" if request.method == "HEAD" else body))


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
    raise Closed


def reset_before(_proxy, _request, connection, _stream):
    """The connection is reset when the request has come, and the server never sees it."""
    reset(connection)


def reset_after(proxy, request, connection, _stream):
    """The server does what it was asked, and its answer is lost."""
    proxy.ask(request)
    reset(connection)


def reset_during(_proxy, _request, connection, stream, size):
    """The connection is reset in the middle of the body."""
    stream.read(min(size // 2, 200_000))
    reset(connection)


reset_during.before_body = True


def answer(status, reason, headers=(), body=b""):
    def action(_proxy, _request, _connection, stream):
        send(stream, head(status, reason, headers, len(body)) + body)

    return action


def hold_back(held, seconds):
    """The connection is closed after so many seconds; the request is kept in `held`, for `proxy.ask` later."""

    def action(_proxy, request, connection, _stream):
        held.append(request)
        time.sleep(seconds)
        reset(connection)

    return action


def stall(seconds):
    """No answer for so long; the server never sees the request."""

    def action(_proxy, _request, connection, _stream):
        time.sleep(seconds)
        reset(connection)

    return action


def trickle(seconds):
    """The answer comes a few bytes at a time, spread over so many seconds."""

    def action(proxy, request, _connection, stream):
        status, reason, headers, body = proxy.ask(request)
        whole = head(status, reason, headers, len(body)) + body
        step = max(len(whole) // 20, 1)
        for begin in range(0, len(whole), step):
            send(stream, whole[begin:begin + step])
            time.sleep(seconds / 20)

    return action


def truncate(proxy, request, connection, stream):
    """The answer ends in the middle."""
    status, reason, headers, body = proxy.ask(request)
    send(stream, head(status, reason, headers, len(body) + 1) + body[:len(body) // 2])
    reset(connection)


def endless(_proxy, _request, connection, stream):
    """An answer of a gigabyte."""
    send(stream, head(200, "OK", [("Content-Type", "application/sparql-results+json")], 1 << 30))
    block = b" " * (1 << 20)
    for _ in range(1 << 10):
        send(stream, block)
    reset(connection)


def first(call):
    """Does something else before the request goes on to the server."""

    def action(proxy, request, connection, stream):
        call()
        forward(proxy, request, connection, stream)

    return action


def then(call):
    """Does something else when the server has answered and the client does not know it yet."""

    def action(proxy, request, connection, stream):
        status, reason, headers, body = proxy.ask(request)
        call()
        send(stream, head(status, reason, headers, len(body)) + body)

    return action


def meanwhile(call, seconds):
    """Does something else so many seconds after the request went on to the server."""

    def action(proxy, request, connection, stream):
        timer = threading.Timer(seconds, call)
        timer.start()
        try:
            forward(proxy, request, connection, stream)
        except (OSError, http.client.HTTPException):
            timer.join()
            reset(connection)
        timer.join()

    return action
