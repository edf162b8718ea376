#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Truncated, random, huge, deep and unreadable files: an answer in bounded time, exit code 0, 1 or 2, never a signal."""

import concurrent.futures
import os
import shutil
import time

from support import CONFIG, RECORDS, ROOT, SINK, Case, main, stoa

CUTS = 200  # over all files of data/iclc
RANDOM_FILES = 100
LIMIT_SECONDS = 20  # a sanitized build on a slow machine; a good one takes milliseconds
DEEP = 100_000
MEBIBYTE = 1024 * 1024


def in_parallel(work, jobs):
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        return list(pool.map(work, jobs))


class Deep(Case):
    def test_deep_nesting_is_refused_before_it_is_parsed(self):
        texts = {
            "arrays": "x = " + "[" * DEEP,
            "closed_arrays": "x = " + "[" * DEEP + "]" * DEEP,
            "inline_tables": "x = " + "{x=" * DEEP,
            "dotted_key": ".".join("x" * DEEP) + " = 1\n",
            "dotted_key_with_spaces": " . ".join("x" * DEEP) + " = 1\n",
            "quoted_dotted_key": ".".join(['"x"'] * DEEP) + " = 1\n",
            "table_header": "[" + ".".join("x" * DEEP) + "]\n",
            "array_header": "[[" + ".".join("x" * DEEP) + "]]\n",
            "dotted_key_in_inline_table": "x = { " + ".".join("x" * DEEP) + " = 1 }\n",
            "mixed": "x = " + "[{x.y=" * DEEP,
            "only_brackets": "[" * DEEP,
            "brackets_in_lines": "x = " + "[\n" * DEEP,
            "headers_that_grow": "".join("[" + ".".join("a" * depth) + "]\n" for depth in range(1, 400)),
        }

        def run(item):
            name, text = item
            return name, stoa("check", self.data_set(name, deep_toml=text), timeout=LIMIT_SECONDS)

        for name, done in in_parallel(run, texts.items()):
            with self.subTest(name):
                self.assert_answer(done, 1)
                self.assertIn(b"more than 64 levels", done.stderr)
                self.assertIn(b"deep.toml:", done.stderr)

    def test_deep_stoa_toml_is_refused(self):
        data = self.data_set(stoa_toml="x = " + "[" * DEEP)
        self.assert_answer(stoa("check", data, timeout=LIMIT_SECONDS), 1)

    def test_many_siblings_are_no_nesting(self):
        tables = "".join(f'[[concept]]\nid = "c{i}"\nlabel = "C"\nfacet = "issues"\n' for i in range(3000))
        lists = "alt_label = [" + ", ".join(f'"a.b[{{{i}"' for i in range(3000)) + "]\n"
        done = stoa("check", self.data_set(many_toml='evidence = "page"\n' + tables + lists), timeout=LIMIT_SECONDS)
        self.assert_answer(done, 0)


class Large(Case):
    def test_a_file_of_65_mebibytes_is_refused_quickly(self):
        line = b"# " + b"x" * 1021 + b"\n"
        data = self.data_set(large_toml=line * (65 * 1024))
        began = time.monotonic()
        done = stoa("check", data, timeout=LIMIT_SECONDS)
        self.assertLess(time.monotonic() - began, 5)
        self.assert_answer(done, 1)
        self.assertEqual(done.stderr.decode(), f"{data}/large.toml: error[file-too-large]: the file has more than 64 MiB: split it into several\n")

    def test_an_endless_file_is_refused_quickly(self):
        data = self.data_set()
        (data / "endless.toml").symlink_to("/dev/zero")
        done = stoa("check", data, timeout=LIMIT_SECONDS)
        self.assert_answer(done, 1)

    def test_a_key_and_a_text_of_a_mebibyte_are_read(self):
        long = "x" * MEBIBYTE
        data = self.data_set(long_toml=f'evidence = "page"\n[[concept]]\nid = "a"\nlabel = "{long}"\nfacet = "issues"\n{long} = 1\n')
        done = stoa("check", data, timeout=LIMIT_SECONDS)
        self.assert_answer(done, 1)
        self.assertIn(b"unknown key", done.stderr)

    def test_many_faults_are_all_reported_in_bounded_time(self):
        count = 3000
        records = "".join(f'[[concept]]\nid = "c{i}"\nlabel = "C"\nfacet = "issues"\nbroader = "d{i}"\n' for i in range(count))
        data = self.data_set(faults_toml='evidence = "page"\n' + records)
        few = stoa("check", data, timeout=LIMIT_SECONDS)
        self.assert_answer(few, 1)
        self.assertEqual(few.stderr.count(b"error[unknown-reference]: there is no "), 100)
        self.assertIn(b"\n2,900 more of unknown-reference, 3,000 in all\n--all shows every message", few.stderr)
        done = stoa("check", data, "--all", timeout=LIMIT_SECONDS)
        self.assert_answer(done, 1)
        self.assertEqual(done.stderr.count(b"error[unknown-reference]: there is no "), count)

    def test_a_long_cycle_is_found(self):
        count = 5000
        records = "".join(f'[[concept]]\nid = "c{i}"\nlabel = "C"\nfacet = "issues"\nbroader = "c{(i + 1) % count}"\n'
                          for i in range(count))
        done = stoa("check", self.data_set(cycle_toml='evidence = "page"\n' + records), timeout=LIMIT_SECONDS)
        self.assert_answer(done, 1)
        self.assertIn(b"a cycle", done.stderr)


class Unreadable(Case):
    def test_what_cannot_be_read_is_named(self):
        targets = {"dangling": "nowhere", "itself": "itself.toml", "unreadable": "/proc/self/mem", "device": "/dev/full"}
        for name, target in targets.items():
            with self.subTest(name):
                data = self.data_set(name)
                (data / f"{name}.toml").symlink_to(target)
                done = stoa("check", data, timeout=LIMIT_SECONDS)
                self.assert_answer(done, 1)
                self.assertIn(f"{data}/{name}.toml: error[unreadable-file]: cannot be read: ".encode(), done.stderr)

    def test_a_text_of_a_source_that_is_there_and_cannot_be_read_fails_the_check(self):
        data = self.data_set(quotes_toml='evidence = { source = "page", quote = "not in the text" }\n[[theme]]\nid = "t"\n'
                             'label = "T"\n')
        texts = self.folder / "texts"
        makers = {"folder": lambda path: path.mkdir(), "pipe": os.mkfifo, "link": lambda path: path.symlink_to("nowhere")}
        for name, make in makers.items():
            with self.subTest(name):
                (texts / name).mkdir(parents=True)
                make(texts / name / "page.txt")
                done = stoa("check", data, "--sources", texts / name, timeout=LIMIT_SECONDS)
                self.assert_answer(done, 1)
                self.assertIn(b"page.txt: error[unreadable-file]: cannot be read: ", done.stderr)

    def test_links_that_lead_back_are_an_error_at_their_place(self):
        data = self.data_set()
        (data.parent / "one").symlink_to("other")
        (data.parent / "other").symlink_to("one")
        (data / "stoa.toml").write_text((data / "stoa.toml").read_text() + 'uses = "../one"\n')
        done = stoa("check", data, timeout=LIMIT_SECONDS)
        self.assert_answer(done, 1)
        self.assertRegex(done.stderr.decode(), r"stoa\.toml:\d+:\d+: error\[unreadable-file\]: .*Too many levels of symbolic links")
        self.assertNotIn(b"filesystem error", done.stderr)

    def test_a_file_without_permission_is_named(self):
        data = self.data_set(secret_toml=RECORDS)
        (data / "secret.toml").chmod(0)
        if os.access(data / "secret.toml", os.R_OK):
            self.skipTest("permissions do not hold root back")
        done = stoa("check", data)
        self.assert_answer(done, 1)
        self.assertIn(b"secret.toml: error[unreadable-file]: cannot be read: Permission denied", done.stderr)

    def test_a_pipe_among_the_data_is_not_waited_for(self):
        data = self.data_set()
        os.mkfifo(data / "pipe.toml")
        done = stoa("check", data, timeout=LIMIT_SECONDS)
        self.assert_answer(done, 1)
        self.assertIn(b"pipe.toml: error[unreadable-file]: cannot be read: ", done.stderr)

    def test_a_folder_with_the_name_of_a_file_is_a_folder(self):
        data = self.data_set()
        (data / "folder.toml").mkdir()
        (data / "folder.toml" / "more.toml").write_text('[[source]]\nid = "more"\nlabel = "More"\n')
        done = stoa("check", data)
        self.assert_answer(done, 0)
        self.assertIn(b"3 records", done.stdout)

    def test_links_in_a_circle_end(self):
        data = self.data_set()
        (data / "again").symlink_to(".")
        self.assert_answer(stoa("check", data, timeout=LIMIT_SECONDS), 0)

    def test_a_linked_folder_is_read_like_any_other(self):
        data = self.data_set()
        elsewhere = self.folder / "elsewhere"
        elsewhere.mkdir()
        (elsewhere / "more.toml").write_text('evidence = "page"\n[[country]]\nid = "ireland"\n')
        (data / "linked").symlink_to(elsewhere)
        (data / "loop").symlink_to(data)
        done = stoa("check", data)
        self.assert_answer(done, 1)
        self.assertEqual(done.stderr.count(b"missing key 'label'"), 1)

    def test_many_claims_of_a_cadence_warn_once_each(self):
        editions = "".join(f'[[edition]]\nid = "{i}"\nseries = "s"\nnumber = {i}\nlabel = "E"\nstatus = "held"\n'
                           f'start = {1000 + i}\n[[edition.coverage]]\nfacet = "issues"\nlevel = "partial"\n'
                           for i in range(1, 300))
        claims = ", ".join(f'{{ value = {i}, kind = "forecast" }}' for i in range(2, 302))
        text = f'evidence = "page"\n[[series]]\nid = "s"\nlabel = "S"\ncadence_years = [{claims}]\n{editions}'
        done = stoa("check", "--all", self.data_set(many_toml=text), timeout=LIMIT_SECONDS)
        self.assert_answer(done, 0)
        self.assertEqual(done.stderr.count(b"a cadence of"), 300)

    def test_data_sets_that_use_each_other_end(self):
        for name, other in (("one", "two"), ("two", "one")):
            folder = self.folder / name
            folder.mkdir()
            (folder / "stoa.toml").write_text(CONFIG.replace("tiny", name) + f'uses = ["../{other}", "."]\n')
            (folder / "records.toml").write_text(RECORDS)
        self.assert_answer(stoa("check", self.folder / "one", timeout=LIMIT_SECONDS), 0)

    def test_names_with_odd_bytes_are_escaped(self):
        data = self.data_set()
        with open(os.path.join(os.fsencode(data), b"\xff\n\x1b.toml"), "wb") as file:
            file.write(b"x = 1\n")
        done = stoa("check", data)
        self.assert_answer(done, 1)
        self.assertIn(b"/\\xFF\\u000A\\u001B.toml:1:1: error[", done.stderr)


class Garbage(Case):
    """Every case runs in a folder of its own with the other files of the data set as they are."""

    def variants(self, source, shared, changes):
        """Runs `check` on the data set once for each (file, new bytes)."""

        def run(item):
            number, (path, content, what) = item
            folder = self.folder / str(number)
            shutil.copytree(source, folder / "data")
            if shared:
                (folder / "shared").symlink_to(shared)
            (folder / "data" / path).write_bytes(content)
            done = stoa("check", folder / "data", timeout=LIMIT_SECONDS)
            shutil.rmtree(folder)
            return what, done

        for what, done in in_parallel(run, enumerate(changes)):
            with self.subTest(what):
                self.assert_answer(done, 0, 1)
                done.stderr.decode("utf-8")

    def test_files_cut_anywhere(self):
        source = ROOT / "data/iclc"
        changes = []
        files = sorted(source.glob("*.toml"))
        for number in range(CUTS):
            path = files[number % len(files)]
            content = path.read_bytes()
            at = self.random.randrange(len(content))
            changes.append((path.name, content[:at], f"{path.name} cut at byte {at}"))
        self.variants(source, ROOT / "data/shared", changes)

    def test_files_with_changed_bytes(self):
        changes = []
        files = sorted(SINK.glob("*.toml"))
        for number in range(RANDOM_FILES):
            path = files[number % len(files)]
            content = bytearray(path.read_bytes())
            for _ in range(self.random.randint(1, 8)):
                at = self.random.randrange(len(content))
                kind = self.random.randrange(4)
                if kind == 0:
                    content[at] = self.random.randrange(256)
                elif kind == 1:
                    del content[at:at + self.random.randint(1, 40)]
                elif kind == 2:
                    content[at:at] = self.random.choice([b"[", b"]", b'"', b"{", b"}", b".", b"=", b"\n", b"\\", b"'''", b"\xc3",
                                                         b"value = ", b"[[claim]]\n", b"99999999999999999999", b"nan", b"\x00"])
                else:
                    other = self.random.randrange(len(content))
                    content[at:at] = content[other:other + self.random.randint(1, 80)]
            changes.append((path.name, bytes(content), f"{path.name}, change {number}"))
        self.variants(SINK, None, changes)

    def test_files_of_random_bytes(self):
        alphabet = b'[]{}=.,"\'\\\n\t #abcdefghij0123456789-_:TZ\xc3\xa9\x00\xff'
        changes = []
        for number in range(RANDOM_FILES):
            size = self.random.choice([1, 10, 100, 2000])
            content = (self.random.randbytes(size) if number % 2 else bytes(self.random.choices(alphabet, k=size)))
            changes.append((self.random.choice(["random.toml", "stoa.toml"]), content, f"random bytes {number}"))
        self.variants(SINK, None, changes)


if __name__ == "__main__":
    main()
