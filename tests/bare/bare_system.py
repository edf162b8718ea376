# SPDX-License-Identifier: Apache-2.0
"""A bare Debian 12 in a folder, to try in it what a newcomer does: README.md beside this file."""

import os
import pathlib
import shutil
import subprocess
import sys

# A login of root on a system where nothing has been set up.
ENVIRONMENT = {"HOME": "/root", "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}


class BareSystem:
    """The packages of debootstrap's variant minbase, with the network settings of this system."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def make(self, mirror=None):
        """With the mirror of Debian that debootstrap takes by itself, unless one is given. All of it, or no folder."""
        print(f"== debootstrap --variant=minbase bookworm {self.folder}", flush=True)
        part = self.folder.with_name(self.folder.name + ".part")
        part.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["debootstrap", "--variant=minbase", "bookworm", str(part), *([mirror] if mirror else [])],
                       check=True, stdout=subprocess.DEVNULL)
        settings = subprocess.run(["apt-config", "dump"], check=True, capture_output=True, text=True).stdout
        (part / "etc/apt/apt.conf.d/00host").write_text(
            "".join(f"{line}\n" for line in settings.splitlines() if line.startswith("Acquire::")))
        shutil.copy("/etc/resolv.conf", part / "etc/resolv.conf")
        part.rename(self.folder)
        return self

    def copy(self, folder):
        subprocess.run(["cp", "-a", str(self.folder), str(folder)], check=True)
        return BareSystem(folder)

    def command(self, *words):
        """What runs these words in the system. Mounts and processes end with them."""
        return ["unshare", "--mount", "--pid", "--fork", "--kill-child", f"--mount-proc={self.folder}/proc",
                "chroot", str(self.folder), "env", "-i", *(f"{name}={value}" for name, value in ENVIRONMENT.items()),
                *words]

    def run(self, *words, **options):
        return subprocess.run(self.command(*words), stdin=subprocess.DEVNULL, **options)


def missing():
    """What this system lacks to make a bare one and work in it, in words; nothing if all is there."""
    if os.geteuid() != 0:
        return "this needs root, for chroot"
    if not shutil.which("debootstrap"):
        return "this needs debootstrap (apt-get install debootstrap)"
    return ""


def prepare(root):
    """Ends with what is missing here, and says which changes are left out: only what is committed is tried."""
    if missing():
        sys.exit(missing())
    changes = subprocess.run(["git", "-C", str(root), "status", "--porcelain"], check=True, capture_output=True, text=True)
    if changes.stdout:
        print("== Not committed, so not tried:\n" + changes.stdout, end="", flush=True)
