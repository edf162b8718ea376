#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Starts real SPARQL servers for the tests: on loopback, on a free port, with storage on disk in a folder of their own.

By hand, and for benchmarks: `servers.py NAME` prints where the server is as one line of JSON and
runs it until standard input closes.
"""

import argparse
import atexit
import ctypes
import http.client
import json
import os
import pathlib
import random
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import weakref

ROOT = pathlib.Path(os.environ.get("STOA_ROOT", pathlib.Path(__file__).resolve().parents[3]))
PREPARED = ROOT / "build/endpoints"  # made by make_endpoints in setup.sh
PORTS = range(20_000, 32_000)  # below those that the kernel gives to clients
SECONDS_TO_START = 240  # Oxigraph takes a minute after kill -9 with much data
SECONDS_TO_STOP = 30
PR_SET_PDEATHSIG = 1

running = weakref.WeakSet()
claims = []  # one socket for each port that this process was given
libc = ctypes.CDLL(None)


class Unavailable(Exception):
    """The server is not installed; the message says what is missing."""


class Failed(Exception):
    """The server did not start; the message has the end of its log."""


def free_port():
    """A port that nobody listens on, and that no other test is given before this process ends.

    A server of Java binds its port seconds after it was chosen. Until then the port looks free to the tests that run
    beside, so each port that is given away is held by a name: an abstract socket, which the kernel frees.
    """
    while True:
        port = random.SystemRandom().choice(PORTS)
        claim = socket.socket(socket.AF_UNIX)
        try:
            claim.bind(f"\0stoa-tests-port-{port}")
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", port))
        except OSError:
            claim.close()
            continue
        claims.append(claim)
        return port


def die_with(parent):
    """For the child, before it runs: it is killed when the thread that started it ends."""

    def prepare():
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)

    return prepare


class Server:
    """One server. `with Virtuoso() as server:` starts it, waits until it answers, and in the end kills it and removes
    its folder. URLs and accounts stay the same over kill() and restart(). Start it in a thread that lives as long.
    """

    name = ""
    auth = "none"  # none, basic or digest
    user = None
    password = None
    profile = None  # by which stoa publishes to it; None: one of its own name
    keeps = True  # its storage outlives it
    is_atomic = True  # a request of several operations is done as a whole or not at all, also when the server dies

    def __init__(self):
        self.check()
        self.folder = None
        self.process = None
        self.port = free_port()
        self.root = f"http://127.0.0.1:{self.port}"
        self.query_url = self.update_url = self.store_url = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.close()

    @classmethod
    def check(cls):
        """Throws Unavailable if the server cannot be run here."""

    def prepare(self):
        """What is done once, in the fresh folder, before the first start."""

    def command(self):
        raise NotImplementedError

    def first_steps(self):
        """What is done once, after the first start."""

    @property
    def pid(self):
        return self.process.pid

    def start(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"stoa-{self.name}-"))
        running.add(self)
        try:
            self.prepare()
            self.serve()
            self.first_steps()
        except BaseException:
            self.close()
            raise

    def spawn(self, command):
        environment = {key: value for key, value in os.environ.items() if key != "JAVA_TOOL_OPTIONS"}
        with open(self.folder / "output.log", "ab") as log:
            return subprocess.Popen(
                list(map(str, command)), cwd=self.folder, env=environment, stdin=subprocess.DEVNULL, stdout=log,
                stderr=log, start_new_session=True, preexec_fn=die_with(os.getpid()))

    def serve(self):
        self.process = self.spawn(self.command())
        deadline = time.monotonic() + SECONDS_TO_START
        while not self.answers():
            if self.process.poll() is not None:
                raise Failed(f"{self.name} ended with {self.process.returncode}:\n{self.log()}")
            if time.monotonic() > deadline:
                raise Failed(f"{self.name} does not answer after {SECONDS_TO_START} s:\n{self.log()}")
            time.sleep(0.05)

    def listens(self):
        """Whether it is this process, not another program, that has the port: from /proc."""
        try:
            lines = [line.split() for table in ("tcp", "tcp6")
                     for line in pathlib.Path(f"/proc/{self.pid}/net/{table}").read_text().splitlines()]
            sockets = {f"socket:[{fields[9]}]" for fields in lines
                       if fields[3] == "0A" and fields[1].endswith(f":{self.port:04X}")}
            return any(os.readlink(file) in sockets for file in pathlib.Path(f"/proc/{self.pid}/fd").iterdir())
        except OSError:  # the process ends
            return False

    def answers(self):
        """Whether an HTTP request gets an answer, of any kind."""
        if not self.listens():
            return False
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
            return True
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def options(self, root):
        """What stoa needs beside the address `root`, that of the server or of a proxy before it, to find the services."""
        return ()

    def log(self):
        return "\n".join(
            file.read_text(errors="replace")[-4000:] for file in sorted(self.folder.glob("*.log")))

    def stop(self):
        """Ends the server in an orderly way; the storage stays."""
        self.process.terminate()
        try:
            self.process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self):
        """kill -9; the storage stays as it is."""
        self.process.kill()
        self.process.wait()

    def restart(self):
        """Serves the same storage under the same URLs, after stop() or kill()."""
        if self.process.poll() is None:
            self.stop()
        self.serve()

    def close(self):
        """Kills the server and removes its folder."""
        if self.process is not None:
            self.kill()
            self.process = None
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = None
        running.discard(self)

    def resident_bytes(self):
        """Memory that the process holds now, and at most held: from /proc."""
        status = dict(line.split(":", 1) for line in pathlib.Path(f"/proc/{self.pid}/status").read_text().splitlines())
        return tuple(int(status[key].split()[0]) * 1024 for key in ("VmRSS", "VmHWM"))

    def processor_seconds(self):
        """Of all its threads, since it was started: from /proc."""
        fields = pathlib.Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def description(self):
        keys = ("name", "root", "query_url", "update_url", "store_url", "auth", "user", "password", "pid")
        return {**{key: getattr(self, key) for key in keys}, "folder": str(self.folder)}


class Virtuoso(Server):
    """Virtuoso with an account `publisher` that may publish and is not dba (docs/endpoints.md). It may read files in
    `bulk/` of its folder."""

    name = "virtuoso"
    auth = "digest"
    is_atomic = False
    user = "publisher"
    grants = ('GRANT SPARQL_UPDATE TO "publisher";',)

    def __init__(self):
        super().__init__()
        self.sql_port = free_port()
        self.password = secrets.token_hex(8)
        self.dba_password = secrets.token_hex(8)
        self.query_url = self.root + "/sparql"
        self.update_url = self.root + "/sparql-auth"
        self.store_url = self.root + "/sparql-graph-crud-auth"

    @classmethod
    def check(cls):
        for program in ("virtuoso-t", "isql-vt"):
            if shutil.which(program) is None:
                raise Unavailable(f"{program} is not installed")

    def prepare(self):
        (self.folder / "www").mkdir()
        (self.folder / "virtuoso.ini").write_text(f"""[Database]
DatabaseFile = {self.folder}/virtuoso.db
ErrorLogFile = {self.folder}/virtuoso.log
LockFile = {self.folder}/virtuoso.lck
TransactionFile = {self.folder}/virtuoso.trx
xa_persistent_file = {self.folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {self.folder}/temporary.db
TransactionFile = {self.folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{self.sql_port}
DisableUnixSocket = 1
CheckpointInterval = 0
AllowOSCalls = 0
DirsAllowed = {self.folder}/bulk
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
[HTTPServer]
ServerPort = 127.0.0.1:{self.port}
ServerRoot = {self.folder}/www
[SPARQL]
ResultSetMaxRows = 10000
""")
        # Creates the database, sets the password of dba, and ends.
        self.process = self.spawn([*self.command(), "+pwdold", "dba", "+pwddba", self.dba_password])
        if self.process.wait(SECONDS_TO_START) != 0:
            raise Failed(f"virtuoso made no database:\n{self.log()}")

    def command(self):
        return ["virtuoso-t", "+foreground", "+configfile", self.folder / "virtuoso.ini"]

    def first_steps(self):
        self.sql(f"DB.DBA.USER_CREATE ('{self.user}', '{self.password}');", *self.grants)

    def sql(self, *statements):
        """Runs statements of SQL as dba; throws Failed with what Virtuoso says if one of them fails."""
        done = subprocess.run(
            ["isql-vt", f"127.0.0.1:{self.sql_port}", "dba", self.dba_password, "ERRORS=STDOUT", "VERBOSE=OFF",
             "BANNER=OFF", "PROMPT=OFF"],
            input="\n".join(statements) + "\n", capture_output=True, text=True, timeout=SECONDS_TO_START, check=False)
        if done.returncode != 0 or "*** Error" in done.stdout:
            raise Failed(done.stdout + done.stderr)
        return done.stdout

    def stop(self):
        """With a checkpoint. SIGTERM makes none: Virtuoso then starts from its log, as after kill -9."""
        try:
            self.sql("shutdown;")
        except Failed:
            pass  # the connection ends before an answer comes
        self.process.wait(SECONDS_TO_STOP)


class Fuseki(Server):
    """Apache Jena Fuseki over TDB2; `auth` is none, basic or digest."""

    name = "fuseki"

    def __init__(self, auth="none"):
        super().__init__()
        self.auth = auth
        if auth != "none":
            self.user = "publisher"
            self.password = secrets.token_hex(8)
        self.root += "/ds"
        self.query_url = self.root + "/query"
        self.update_url = self.root + "/update"
        self.store_url = self.root + "/data"

    @classmethod
    def check(cls):
        if shutil.which("java") is None:
            raise Unavailable("java is not installed")
        if not (PREPARED / "fuseki.classpath").is_file():
            raise Unavailable(f"{PREPARED / 'fuseki.classpath'} is missing: Maven found no repository, or ./test.sh "
                              "--endpoints has not run")

    def prepare(self):
        (self.folder / "tdb2").mkdir()
        (self.folder / "passwords").write_text(f"{self.user}: {self.password}\n")

    def command(self):
        account = [f"--passwd={self.folder / 'passwords'}", f"--auth={self.auth}"] if self.user else []
        return ["java", "-Xmx1g", "-cp", (PREPARED / "fuseki.classpath").read_text().strip(),
                "org.apache.jena.fuseki.main.cmds.FusekiMainCmd", "--tdb2", f"--loc={self.folder / 'tdb2'}",
                "--update", "--localhost", f"--port={self.port}", "--ping", *account, "/ds"]


class Oxigraph(Server):
    name = "oxigraph"
    program = PREPARED / "python/bin/oxigraph"

    def __init__(self):
        super().__init__()
        self.query_url = self.root + "/query"
        self.update_url = self.root + "/update"
        self.store_url = self.root + "/store"

    @classmethod
    def check(cls):
        if not cls.program.is_file():
            raise Unavailable(f"{cls.program} is missing: pip found no index, or ./test.sh --endpoints has not run")

    def command(self):
        return [self.program, "serve", "--location", self.folder / "store", "--bind", f"127.0.0.1:{self.port}"]


class Rdf4j(Server):
    """RDF4J's server in Jetty, with one repository on disk. Stoa has no profile for it."""

    name = "rdf4j"
    profile = "generic"
    is_atomic = False  # not known
    repository = """@prefix config: <tag:rdf4j.org,2023:config/> .
[] a config:Repository ; config:rep.id "test" ;
   config:rep.impl [ config:rep.type "openrdf:SailRepository" ; config:sail.impl [
       config:sail.type "openrdf:NativeStore" ; config:native.tripleIndexes "spoc,posc,cspo" ] ] .
"""

    def __init__(self):
        super().__init__()
        self.root += "/rdf4j-server/repositories/test"
        self.query_url = self.root
        self.update_url = self.root + "/statements"
        self.store_url = self.root + "/rdf-graphs/service"

    @classmethod
    def check(cls):
        if shutil.which("java") is None:
            raise Unavailable("java is not installed")
        if not (PREPARED / "rdf4j.classpath").is_file():
            raise Unavailable(f"{PREPARED / 'rdf4j.classpath'} is missing: Maven found no repository, or ./test.sh "
                              "--endpoints has not run")

    def prepare(self):
        (self.folder / "temporary").mkdir()

    def command(self):
        files = (PREPARED / "rdf4j.classpath").read_text().strip().split(":")
        [war] = [file for file in files if file.endswith(".war")]
        [jetty] = [file for file in files if file.endswith(".jar")]
        return ["java", "-Xmx1g", f"-Djava.io.tmpdir={self.folder / 'temporary'}",
                f"-Dorg.eclipse.rdf4j.appdata.basedir={self.folder / 'data'}", "-jar", jetty, "--host", "127.0.0.1",
                "--port", self.port, "--path", "/rdf4j-server", war]

    def first_steps(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS_TO_START)
        try:
            connection.request("PUT", "/rdf4j-server/repositories/test", self.repository, {"Content-Type": "text/turtle"})
            answer = connection.getresponse()
            if answer.status != 204:
                raise Failed(f"rdf4j makes no repository: {answer.status} {answer.read()[:1000]}")
        finally:
            connection.close()

    def options(self, root):
        return ("--query-url", root, "--update-url", root + "/statements", "--store-url", root + "/rdf-graphs/service")


class RdflibEndpoint(Server):
    """rdflib-endpoint, in memory: one address for queries and updates, and no Graph Store. Stoa has no profile for it."""

    name = "rdflib-endpoint"
    profile = "generic"
    keeps = False
    program = PREPARED / "rdflib/bin/rdflib-endpoint"

    def __init__(self):
        super().__init__()
        self.root += "/"
        self.query_url = self.update_url = self.root

    @classmethod
    def check(cls):
        if not cls.program.is_file():
            raise Unavailable(f"{cls.program} is missing: pip found no index, or ./test.sh --endpoints has not run")

    def command(self):
        return [self.program, "serve", "--host", "127.0.0.1", "--port", self.port, "--enable-update"]


SERVERS = {kind.name: kind for kind in (Virtuoso, Fuseki, Oxigraph, Rdf4j, RdflibEndpoint)}


@atexit.register
def close_all():
    for server in list(running):
        server.close()


def main():
    parser = argparse.ArgumentParser(description="Runs a SPARQL server until standard input closes.")
    parser.add_argument("server", choices=SERVERS)
    parser.add_argument("--auth", choices=("none", "basic", "digest"), help="for fuseki: how it asks for the account")
    arguments = parser.parse_args()
    if arguments.auth and arguments.server != "fuseki":
        parser.error("--auth is for fuseki")
    options = {"auth": arguments.auth} if arguments.auth else {}
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        with SERVERS[arguments.server](**options) as server:
            print(json.dumps(server.description()), flush=True)
            sys.stdin.read()
    except Unavailable as reason:
        print(f"skipped: {reason}", file=sys.stderr)
        return 77
    except Failed as failure:
        print(failure, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
