#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Large, odd and endless RDF files: `validate` answers in bounded time, with lines that people can read."""

import os
import threading

from support import Case, main, stoa

LIMIT_SECONDS = 20  # a sanitized build on a slow machine; a good one takes half a second
PREFIXES = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix e: <http://e/> .\n"


class Large(Case):
    def put(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def test_related_concepts_along_a_long_chain(self):
        text = PREFIXES + "".join(
            f"e:c{i} a skos:Concept ; skos:broader e:c{i + 1} ; skos:related e:d{i} . e:d{i} a skos:Concept .\n"
            for i in range(20_000)
        )
        done = stoa("validate", self.put("chain.ttl", text + "e:c20000 a skos:Concept ."), timeout=LIMIT_SECONDS)
        self.assert_answer(done, 0)
        self.assertEqual(done.stdout, b"80,001 statements checked: no findings\n")

    def test_a_long_cycle_is_one_readable_line(self):
        text = PREFIXES + "".join(f"e:c{i} a skos:Concept ; skos:broader e:c{(i + 1) % 50_000} .\n" for i in range(50_000))
        done = stoa("validate", self.put("cycle.ttl", text), timeout=LIMIT_SECONDS)
        self.assertEqual(done.returncode, 1)
        line, summary = done.stdout.decode().splitlines()
        self.assertEqual(summary, "100,000 statements checked: 1 finding")
        self.assertIn(" -> 49979 more -> ", line)
        self.assertLess(len(line), 2000)

    def test_long_names_are_shortened(self):
        long = "http://e/" + "a" * 1_000_000
        text = f"@prefix {'p' * 1_000_000}: <http://e/> .\n<{long}> <{long}> <{long}>, \"{long}\", {'q' * 1_000_000}:x ."
        done = stoa("validate", self.put("long.ttl", text), timeout=LIMIT_SECONDS)
        self.assert_answer(done, 1)
        done = stoa("validate", self.put("long.nt", f'<{long}> <{long}> <{long}> .\n<{long}> <{long}> "{long}" .\n'),
                    timeout=LIMIT_SECONDS)
        self.assertEqual(done.returncode, 1)
        self.assertLess(max(map(len, done.stdout.splitlines())), 2000)


class Odd(Case):
    def test_a_folder_and_a_device_are_refused(self):
        for path, reason in ((self.folder, b"a folder: name the files in it"), ("/dev/zero", b"neither a file nor a pipe")):
            done = stoa("validate", path, timeout=LIMIT_SECONDS)
            self.assert_answer(done, 2)
            self.assertIn(reason, done.stderr)

    def test_a_pipe_without_a_writer_is_refused(self):
        os.mkfifo(self.folder / "pipe")
        done = stoa("validate", self.folder / "pipe", timeout=LIMIT_SECONDS)
        self.assert_answer(done, 2)
        self.assertIn(b"no program writes to this pipe", done.stderr)

    def test_a_pipe_is_read_to_its_end(self):
        pipe = self.folder / "pipe.ttl"
        os.mkfifo(pipe)

        def write():
            with open(pipe, "w", encoding="utf-8") as out:
                out.write(PREFIXES)
                out.flush()
                for i in range(20_000):
                    out.write(f"e:c{i} a skos:Concept .\n")

        writer = threading.Thread(target=write)
        writer.start()
        done = stoa("validate", pipe, timeout=LIMIT_SECONDS)
        writer.join()
        self.assertEqual((done.returncode, done.stdout), (0, b"20,000 statements checked: no findings\n"))


if __name__ == "__main__":
    main()
