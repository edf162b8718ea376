#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A request that arrives late changes nothing: each request of a publication in turn is held back by a proxy until the
client gives up on it and sends it again. It is delivered when the run has ended, and a copy of it after a further run.

usage: late_test.py [virtuoso|fuseki|oxigraph]...
"""

import pathlib
import tempfile

from support import proxy as faults
from support.case import Case, main
from support.outcomes import record
from support.proxy import Proxy
from support.stoa import exported, held, stoa, write_themes

THEMES = 340  # six statements each


class Late(Case):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="stoa-late-")
        self.addCleanup(folder.cleanup)
        self.state = pathlib.Path(folder.name)
        self.data = self.state / "data"
        self.archive = self.state / "archive"

    def publish(self, root, changed, *more):
        write_themes(self.data, THEMES, changed)
        run = stoa(self.server, self.state, "publish", self.data, "--to", root, "--graph", self.graph, "--parts",
                   "data", "--archive", self.archive, "--attempts", "3", "--lease", "120", "--format", "json", *more)
        self.assertEqual(run.code, 0, str(run))
        return run.json

    def deliver(self, request):
        """With credentials of its own: those of the time may have run out."""
        url = f"http://127.0.0.1:{self.server.port}{request.target}"
        status = self.client.request(request.method, url, request.body or None,
                                     {"Content-Type": request.headers["Content-Type"]}).status
        self.assertLess(status, 300, request.text[:300])

    def assert_holds(self, expected, after):
        self.assertEqual(held(self.client, self.graph), expected, after)

    def deliver_each(self, mode, changed):
        """Holds back the first, second, third … request that writes, each in a publication of its own."""
        options = ("--mode", mode)
        late = []
        for number in range(100):
            self.graph = f"https://example.org/late/{mode}-{changed}/{number}"
            self.archive = self.state / f"archive-{mode}-{changed}-{number}"
            self.publish(self.server.root, 0)
            held_back, seen = [], []
            with Proxy(self.server) as proxy:
                def is_the_one(request):
                    # Not the request without credentials that asks Virtuoso for its challenge.
                    if not request.writes or (self.server.user and "Authorization" not in request.headers):
                        return False
                    seen.append(request)
                    return len(seen) == number + 1

                proxy.rule(is_the_one, faults.hold_back(held_back, 0.3))
                report = self.publish(proxy.root, changed, *options)
                self.assertIn(report["action"], ("changed", "replaced"))
                new = exported(self.data, "--parts", "data")
                self.assert_holds(new, "the publication")
                if not held_back:
                    way = "changes, staged" if mode == "changes" and changed > 100 else mode
                    record(self.server, f"each request arrives late, after the run and after a further run ({way})",
                           "succeeded, new version live")
                    return late
                late.append(held_back[0].text[:60])
                self.deliver(held_back[0])
                self.assert_holds(new, f"{held_back[0].text[:300]} after the run")
                self.publish(self.server.root, changed + 10, *options)
                newer = exported(self.data, "--parts", "data")
                self.assert_holds(newer, "the further run")
                self.deliver(held_back[0])
                self.assert_holds(newer, f"{held_back[0].text[:300]} after a further run")
                # And what it may have left is dropped, and keeps nobody out.
                self.assertEqual(self.publish(self.server.root, changed + 10, *options)["action"], "unchanged")
                self.assert_holds(newer, "a run of the same data")
                info = stoa(self.server, self.state, "endpoint", "info", self.server.root, "--format", "json").json
                self.assertEqual([each for each in info["staging"] if each.startswith(self.graph + "/")], [])
        raise AssertionError("a publication has no end")

    def test_of_a_replacement(self):
        late = self.deliver_each("replace", 100)
        self.assertGreater(len(late), 6, late)

    def test_of_a_few_changes(self):
        self.assertGreater(len(self.deliver_each("changes", 20)), 4)

    def test_of_more_changes(self):
        self.assertGreater(len(self.deliver_each("changes", 300)), 4)


if __name__ == "__main__":
    main({name: [Late] for name in ("virtuoso", "fuseki", "oxigraph")})
