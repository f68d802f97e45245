"""Reads a report for machines as its own tool would, and prints what it says: a JSON list [rule, region, file, place] a line.

    python3 read.py KIND FILE        KIND: sarif, junit, github, gitlab, jsonl
    python3 read.py xsd SCHEMA FILE  says whether a document is valid (needs lxml)

Nothing here comes from the compiler: standard library parsers, and the rules by which a runner of GitHub Actions reads commands.
"""

import json
import re
import sys
import urllib.parse
import xml.etree.ElementTree


def sarif(text):
    log = json.loads(text)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        if result.get("baselineState") == "absent":
            continue
        (location,) = result["locations"]
        physical = location["physicalLocation"]
        uri = physical["artifactLocation"]["uri"]
        assert urllib.parse.urlsplit(uri).path == uri, "a URI of a path and nothing else"
        assert not re.search(r"[^!-~]", uri), uri
        path = urllib.parse.unquote(uri, errors="strict")
        place = ""
        if "region" in physical:
            place = str(physical["region"]["startLine"])
        for logical in location.get("logicalLocations", []):
            place = logical["fullyQualifiedName"]
        yield result["ruleId"], result["properties"].get("regionName", ""), path, place


def junit(text):
    root = xml.etree.ElementTree.fromstring(text.encode())
    assert root.tag == "testsuites" and not root.attrib
    names = [case.get("name") for case in root.iter("testcase")]
    assert len(names) == len(set(names)), "GitLab shows one of several of the same name"
    for number, suite in enumerate(root):
        assert suite.get("id") == str(number)
        cases = suite.findall("testcase")
        assert suite.get("tests") == str(len(cases))
        for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert suite.get(attribute) == str(sum(case.find(tag) is not None for case in cases)), attribute
        told = [child.text or "" for case in cases for child in case]
        told.append(suite.findtext("system-out") or "")
        region = suite.get("name").split(" ", 1)[1]
        for text in told:
            found = None
            for line in text.splitlines():
                head = re.match(r"(\S+) (\S+): ", line)
                if not line.startswith(" ") and head:
                    found = head.group(2)
                elif found:
                    yield (found, region, *located(line.strip()))
                    found = None


def located(shown):
    """`file:line:column`, `file sheet!cell` or `file`."""
    text = re.fullmatch(r"(.*):(\d+):\d+", shown)
    if text:
        return text.group(1), text.group(2)
    cell = re.fullmatch(r"(.*\.xlsx) (.*![A-Z]+\d+)", shown)
    return cell.groups() if cell else (shown, "")


REGISTERED = {"error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "stop-commands", "set-env", "set-output",
              "add-path", "save-state", "echo", "add-matcher", "remove-matcher", "internal-set-repo-path"}


def command(line):
    """A line as the runner reads it: the newer form at the start of the line, else the older one anywhere in it."""
    line = line.strip()
    if line.startswith("::") and "::" in line[2:]:
        info, data = line[2:].split("::", 1)
        name, _, properties = info.strip().partition(" ")
        if name in REGISTERED:
            pairs = [pair.split("=", 1) for pair in properties.split(",") if "=" in pair]
            unescape = lambda text: (text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":")
                                     .replace("%2C", ",").replace("%25", "%"))
            return name, {key.strip(): unescape(value) for key, value in pairs}, \
                data.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    if "##[" in line:
        name = line.split("##[", 1)[1].split("]", 1)[0].split(" ")[0]
        if name in REGISTERED:
            return name, {}, ""
    return None


def github(text):
    # Whatever a terminal or the runner takes for the end of a line.
    lines = [line for line in re.split(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", text) if line]
    assert "\x1b" not in text and not re.search("[\u202a-\u202e\u2066-\u2069]", text)
    shown = {"error": 0, "warning": 0, "notice": 0}
    for line in lines:
        name, properties, message = command(line) or ("none", {}, "")
        assert name in shown, line
        assert message
        shown[name] += 1
        if "file" not in properties:
            continue
        head, _, region = properties["title"].partition(" · ")
        rule = head.split(" ", 1)[1]
        place = properties.get("line", "")
        cell = re.match(r"(\S+![A-Z]+\d+): ", message)
        if cell and properties["file"].endswith(".xlsx"):
            place = cell.group(1)
        yield rule, region, properties["file"], place
    assert max(shown.values()) <= 10, shown


def gitlab(text):
    found = json.loads(text)
    assert len({one["fingerprint"] for one in found}) == len(found)
    for one in found:
        assert one["severity"] in ("info", "minor", "major", "critical", "blocker")
        region = re.match(r"([A-Z]\d) (.*?): ", one["description"])
        description = one["description"][region.end():] if region else one["description"]
        cell = re.match(r"(\S+![A-Z]+\d+): ", description)
        place = str(one["location"]["lines"]["begin"])
        if one["location"]["path"].endswith(".xlsx"):
            place = cell.group(1) if cell else ""
        yield one["check_name"], region.group(2) if region else "", one["location"]["path"], place


def jsonl(text):
    for line in text.splitlines():
        one = json.loads(line)
        assert one["format"] == "guiju-finding/1"
        if one.get("state") == "absent":
            continue
        place = f"{one['sheet']}!{one['cell']}" if "cell" in one else str(one.get("line", ""))
        yield one["rule"], one.get("region_name", ""), one["file"], place


def main():
    sys.stdout.reconfigure(encoding="utf-8")
    kind, *files = sys.argv[1:]
    if kind == "xsd":
        import lxml.etree

        schema = lxml.etree.XMLSchema(lxml.etree.parse(files[0]))
        schema.assertValid(lxml.etree.parse(files[1]))
        print("valid")
        return
    with open(files[0], encoding="utf-8", newline="") as file:
        text = file.read()
    for found in {"sarif": sarif, "junit": junit, "github": github, "gitlab": gitlab, "jsonl": jsonl}[kind](text):
        print(json.dumps(list(found), ensure_ascii=False))


main()
