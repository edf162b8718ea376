#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A full device, kill -9, errors in the data, links and folders as the output: the old file or the whole new one."""

import gzip
import hashlib
import json
import os
import pathlib
import resource
import signal
import subprocess
import time

from support import ROOT, SINK, STOA, Case, main, stoa

RECORDS = 30_000  # an export of them takes long enough to be killed in each of its stages
WORKED = ROOT / "tests/golden/query/input/worked"
FULL = b"No space left on device"


class FullDevice(Case):
    COMMANDS = (["export", SINK], ["export", SINK, "--format", "ntriples"], ["export", SINK, "-o", "-"],
                ["export", SINK, "--format", "graphml"], ["export", SINK, "--format", "gexf"], ["export", SINK, "--format", "dot"],
                ["export", SINK, "--format", "csv", "--table", "nodes"], ["info", SINK],
                ["info", SINK, "--format", "json"], ["check", SINK], ["check", SINK, "--format", "json"], ["schema"],
                ["schema", "--format", "markdown"], ["schema", "--format", "json"], ["--help"], ["--version"],
                ["check", "--help"], ["query", "--list"], ["query", "states", WORKED], ["query", "--methods", WORKED],
                ["query", "events", WORKED, "--format", "json"], ["export", WORKED, "--parts", "evolution"])

    def test_a_full_standard_output_is_an_error(self):
        for command in self.COMMANDS:
            with self.subTest(command=command), open("/dev/full", "wb") as full:
                done = stoa(*command, stdout=full)
                self.assert_answer(done, 2)
                self.assertEqual(done.stderr, b"stoa: error: cannot write 'standard output': " + FULL + b"\n")

    def test_a_closed_standard_output_is_an_error(self):
        for command in self.COMMANDS:
            with self.subTest(command=command):
                words = " ".join(f"'{each}'" for each in (STOA, *command))
                done = subprocess.run(["sh", "-c", f"{words} >&-"], stderr=subprocess.PIPE, timeout=50, check=False)
                self.assert_answer(done, 2)
                self.assertIn(b"standard output", done.stderr)

    def test_a_full_device_as_the_output_file_is_an_error(self):
        commands = [["export", SINK, "--format", form] for form in ("turtle", "ntriples")]
        commands += [["query", "events", WORKED, "--format", form] for form in ("table", "json", "csv", "turtle")]
        commands += [["query", "--methods", "--bibtex", WORKED]]
        for command in commands:
            done = stoa(*command, "-q", "-o", "/dev/full")
            self.assert_answer(done, 2)
            self.assertEqual(done.stderr, b"stoa: error: cannot write '/dev/full': " + FULL + b"\n")
        self.assertTrue(pathlib.Path("/dev/full").is_char_device())

    def test_a_reader_that_goes_away_ends_the_program(self):
        running = subprocess.Popen([STOA, "export", str(ROOT / "data/iclc")], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        running.stdout.read(10)
        running.stdout.close()
        self.assertIn(running.wait(timeout=50), (0, 2, -signal.SIGPIPE))
        running.stderr.close()


class Killed(Case):
    def large(self):
        records = (f'[[concept]]\nid = "c{number}"\nlabel = "Concept number {number}"\nfacet = "issues"\n'
                   for number in range(RECORDS))
        return self.data_set("large", large_toml='evidence = "page"\n' + "".join(records))

    def start(self, data):
        return subprocess.Popen([STOA, "export", str(data), "-o", str(self.output)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def written(self):
        """Bytes in the file beside the output, or nothing when there is none."""
        sizes = []
        for path in self.output.parent.iterdir():
            if path.name.startswith(".old.ttl"):
                try:
                    sizes.append(path.stat().st_size)
                except FileNotFoundError:
                    pass
        return max(sizes, default=None)

    def test_a_killed_export_leaves_the_old_file_or_the_whole_new_one(self):
        data = self.large()
        (self.folder / "out").mkdir()
        self.output = self.folder / "out" / "old.ttl"
        began = time.monotonic()
        with self.start(data) as running:
            running.communicate(timeout=50)
        self.assertEqual(running.returncode, 0)
        whole_time = time.monotonic() - began
        new = self.output.read_bytes()
        self.assertGreater(len(new), 40 * RECORDS)
        old = b"# the old file\n"

        def at_share(share):
            return lambda: time.monotonic() - self.began >= share * whole_time

        def at_bytes(share):
            return lambda: (self.written() or -1) >= share * len(new)

        moments = {"early": at_share(0.1), "reading": at_share(0.5), "writing": at_bytes(0.0), "half written": at_bytes(0.5),
                   "nearly written": at_bytes(0.97), "late": at_share(0.99)}
        outcomes = {}
        for name, reached in moments.items():
            for path in self.output.parent.iterdir():
                path.unlink()
            self.output.write_bytes(old)
            self.began = time.monotonic()
            with self.start(data) as running:
                while running.poll() is None and not reached():
                    time.sleep(0.0005)
                running.send_signal(signal.SIGKILL)
                running.communicate(timeout=50)
            now = self.output.read_bytes()
            self.assertIn(now, (old, new), f"{name}: {len(now)} bytes are neither the old nor the new file")
            outcomes[name] = "old" if now == old else "new"
        print(outcomes, f"{whole_time:.1f} s", end=" ", flush=True)
        self.assertIn("old", outcomes.values())
        done = stoa("export", data, "-o", self.output)
        self.assert_answer(done, 0)
        self.assertEqual(self.output.read_bytes(), new)

    def test_killed_shards_have_no_manifest_or_the_right_one(self):
        data, small, folder = self.large(), self.data_set(), self.folder / "shards"
        manifest = folder / "manifest.json"

        def export(data):
            return subprocess.Popen([STOA, "export", str(data), "--format", "ntriples", "--shards", "40", "-q", "-o", str(folder)])

        def held():
            """The statements of the folder, if there is a manifest; what it says must then be so."""
            if not manifest.exists():
                return None
            said = json.loads(manifest.read_bytes())
            for each in said["files"]:
                content = (folder / each["name"]).read_bytes()
                self.assertEqual(hashlib.sha256(content).hexdigest(), each["sha256"], each["name"])
            return said["statements"]

        self.assertEqual(export(small).wait(timeout=50), 0)
        old = held()
        began = time.monotonic()
        self.assertEqual(export(data).wait(timeout=50), 0)
        whole_time, new = time.monotonic() - began, held()
        outcomes = []
        for share in (0.1, 0.5, 0.9, 1, 2, 2):  # 2: when the old manifest is gone
            self.assertEqual(export(small).wait(timeout=50), 0)
            began = time.monotonic()
            with export(data) as running:
                while running.poll() is None and time.monotonic() - began < share * whole_time and (
                        share < 2 or manifest.exists()):
                    time.sleep(0.0002)
                running.kill()
            outcomes.append(held())
            self.assertIn(outcomes[-1], (None, old, new))
        print(outcomes, end=" ", flush=True)
        self.assertIn(old, outcomes)
        self.assertEqual(export(data).wait(timeout=50), 0)
        self.assertEqual(held(), new)
        self.assertEqual(len(list(folder.iterdir())), 41)  # nothing is left of the runs that were killed

    def test_interrupting_leaves_the_old_file(self):
        data = self.large()
        (self.folder / "out").mkdir()
        self.output = self.folder / "out" / "old.ttl"
        self.output.write_bytes(b"old")
        with self.start(data) as running:
            time.sleep(0.05)
            running.send_signal(signal.SIGINT)
            running.communicate(timeout=50)
        self.assertEqual(self.output.read_bytes(), b"old")


class Shards(Case):
    """Bulk files: all old ones or all new ones."""

    def setUp(self):
        super().setUp()
        self.output = self.folder / "bulk"

    def export(self, *more, data=SINK, **options):
        return stoa("export", data, "--format", "ntriples", "-o", self.output, *more, **options)

    def content(self):
        return {each.name: each.read_bytes() for each in self.output.iterdir()}

    def test_a_disk_that_is_full_leaves_the_old_files(self):
        self.assert_answer(self.export("--shards", "5"), 0)
        old = self.content()
        self.assertEqual(len(old), 6)

        def small_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

        for more in (["--shards", "2"], ["--shards", "2", "--gzip"], ["--shards", "900"]):  # the last: its manifest
            with self.subTest(more=more):
                done = self.export("-q", *more, preexec_fn=small_files)
                self.assert_answer(done, 2)
                self.assertIn(b"File too large", done.stderr)
                self.assertEqual(self.content(), old)

    def test_a_fault_in_the_data_leaves_the_old_files(self):
        self.assert_answer(self.export("--shards", "5"), 0)
        old = self.content()
        self.assert_answer(self.export("--shards", "2", data=self.data_set(bad_toml='[[city]]\nid = "a"\n')), 1)
        self.assertEqual(self.content(), old)

    def test_a_folder_of_something_else_is_left_alone(self):
        self.output.mkdir()
        (self.output / "notes.txt").write_text("Notes")
        done = self.export("--shards", "5")
        self.assert_answer(done, 2)
        self.assertIn(b"notes.txt", done.stderr)
        self.assertEqual(self.content(), {"notes.txt": b"Notes"})

    def test_other_shards_of_an_earlier_export_go(self):
        self.assert_answer(self.export("--shards", "5"), 0)
        self.assert_answer(self.export("--shards", "2", "--gzip"), 0)
        self.assertEqual(sorted(self.content()), ["manifest.json", "part-0001.nt.gz", "part-0002.nt.gz"])

    def test_what_a_killed_run_left_is_no_obstacle(self):
        self.output.mkdir()
        (self.output / ".part-0001.nt.0123456789abcdef.tmp").write_bytes(b"<")
        (self.output / "part-0001.nt").write_bytes(b"")
        self.assert_answer(self.export("--shards", "5"), 0)

    def test_a_compressed_file_holds_the_same(self):
        whole = stoa("export", SINK, "--format", "ntriples").stdout
        self.assert_answer(self.export("--gzip"), 0)
        self.assertEqual(gzip.decompress(self.output.read_bytes()), whole)
        self.assertEqual(stoa("export", SINK, "--format", "ntriples", "--gzip").stdout, self.output.read_bytes())
        with open("/dev/full", "wb") as full:
            self.assert_answer(stoa("export", SINK, "--format", "ntriples", "--gzip", stdout=full), 2)


class Output(Case):
    def setUp(self):
        super().setUp()
        self.output = self.folder / "out.nt"
        self.good = self.data_set()

    def export(self, output, data=None):
        return stoa("export", data or self.good, "--format", "ntriples", "--parts", "data", "-o", output)

    def test_a_fault_in_the_data_leaves_the_old_file(self):
        bad = self.data_set("bad", bad_toml='[[city]]\nid = "a"\n')
        self.output.write_bytes(b"old")
        before = self.output.stat()
        self.assert_answer(self.export(self.output, bad), 1)
        self.assertEqual(self.output.read_bytes(), b"old")
        self.assertEqual(self.output.stat().st_mtime_ns, before.st_mtime_ns)
        self.assert_answer(self.export(self.folder / "new.nt", bad), 1)
        self.assertFalse((self.folder / "new.nt").exists())

    def test_a_warning_alone_is_no_reason_not_to_write(self):
        data = self.data_set("warned", more_toml='evidence = "page"\n[series]\nid = "s"\nlabel = "S"\n[edition]\nid = "1"\n'
                             'series = "s"\nnumber = 1\nlabel = "One"\nstatus = "held"\n')
        done = self.export(self.output, data)
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"warning[", done.stderr)
        self.assertTrue(self.output.exists())

    def test_a_question_that_cannot_be_answered_leaves_the_old_file(self):
        self.output.write_bytes(b"old")
        for words in (["story", WORKED], ["story", WORKED, "--theme", "no-such-theme"], ["no-such-question", WORKED],
                      ["events", WORKED, "--min-overlap", "2"], ["events", self.folder / "nowhere"]):
            self.assert_answer(stoa("query", *words, "-o", self.output), 2)
            self.assertEqual(self.output.read_bytes(), b"old")
        self.assert_answer(stoa("query", "story", WORKED, "--theme", "youth", "-o", self.output), 0)
        self.assertTrue(self.output.read_bytes().startswith(b"The story of Young people\n"))

    def test_a_missing_folder_is_an_error(self):
        done = self.export(self.folder / "no" / "out.nt")
        self.assert_answer(done, 2)
        self.assertIn(b"No such file or directory", done.stderr)
        self.assertFalse((self.folder / "no").exists())

    def test_a_folder_or_a_file_in_the_path_is_an_error(self):
        self.assert_answer(self.export(self.folder), 2)
        self.assert_answer(self.export(self.good / "stoa.toml" / "out.nt"), 2)
        self.assert_answer(self.export(""), 2)

    def test_nothing_stays_beside_the_output(self):
        self.assert_answer(self.export(self.output), 0)
        self.assert_answer(self.export(self.folder / "no" / "out.nt"), 2)
        self.assertEqual(sorted(each.name for each in self.folder.iterdir()), ["data", "out.nt"])

    def test_a_symbolic_link_stays_and_its_target_is_replaced(self):
        (self.folder / "there").mkdir()
        target = self.folder / "there" / "target.nt"
        target.write_bytes(b"old")
        link = self.folder / "link.nt"
        link.symlink_to("there/target.nt")
        second = self.folder / "second.nt"
        second.symlink_to(link)
        self.assert_answer(self.export(self.output), 0)
        self.assert_answer(self.export(second), 0)
        self.assertEqual(target.read_bytes(), self.output.read_bytes())
        self.assertTrue(link.is_symlink() and second.is_symlink() and not target.is_symlink())

    def test_a_symbolic_link_to_nothing_yet_makes_the_file(self):
        link = self.folder / "link.nt"
        link.symlink_to("made.nt")
        self.assert_answer(self.export(link), 0)
        self.assertTrue(link.is_symlink())
        self.assertTrue((self.folder / "made.nt").is_file())

    def test_a_symbolic_link_to_itself_is_an_error(self):
        link = self.folder / "link.nt"
        link.symlink_to("link.nt")
        done = self.export(link)
        self.assert_answer(done, 2)
        self.assertIn(b"symbolic links", done.stderr)

    def test_the_mode_of_the_old_file_stays(self):
        self.output.write_bytes(b"old")
        self.output.chmod(0o640)
        self.assert_answer(self.export(self.output), 0)
        self.assertEqual(self.output.stat().st_mode & 0o7777, 0o640)

    def test_a_pipe_and_a_device_are_written_directly(self):
        self.assert_answer(self.export("/dev/null"), 0)
        self.assertTrue(pathlib.Path("/dev/null").is_char_device())
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
            self.assert_answer(self.export(pipe), 0)
            read, _ = reader.communicate(timeout=50)
        self.assert_answer(self.export(self.output), 0)
        self.assertEqual(read, self.output.read_bytes())
        self.assertTrue(pipe.is_fifo())

    def test_the_same_file_as_standard_output_is_written_in_place(self):
        with self.output.open("wb") as stream:
            done = stoa("export", self.good, "--format", "ntriples", "--parts", "data", "-o", "/dev/stdout", stdout=stream)
        self.assert_answer(done, 0)
        self.assertEqual(self.output.read_bytes(), self.export("-").stdout)


if __name__ == "__main__":
    main()
