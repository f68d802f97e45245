#!/usr/bin/env python3
"""Fills a form in, sends it through LibreOffice (xlsx -> ods -> xlsx), and compares what is left of it.

    roundtrip.py FORM.xlsx [FOLDER]

Needs openpyxl and soffice. Prints what there was, what is kept, and in how many cases; ends with 0 where everything that a form
rests on is kept, with 1 otherwise. What LibreOffice is known to drop on this way is counted and may be lost: frozen panes, what else
may be done on a locked sheet (widths, heights, sorting, filters), and the rules of rows far below the last one in use.
"""

import datetime
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

MARK, KEYS, FIRST = 1, 4, 6
MARKED = "guiju-form/1"
TIMEOUT = 240
# Rules down to here have to be kept.
FAR = 1000
# What LibreOffice may drop; everything else has to be kept.
MAY_BE_LOST = {"frozen panes", "freedoms", "far rows"}


def text_of(value):
    return "" if value is None else str(value)


def bound_of(text):
    """A bound as a number, a name as it is."""
    try:
        return float(text)
    except (TypeError, ValueError):
        return text_of(text).replace("$", "").replace("'", "").lstrip("=")


def rule_of(rule):
    # `between` is what is meant where nothing is said; a second bound means nothing without it.
    operator = None if rule.type == "list" else rule.operator or "between"
    return (
        rule.type,
        operator,
        bound_of(rule.formula1),
        bound_of(rule.formula2) if operator == "between" else None,
        rule.errorStyle or "stop",
        bool(rule.showErrorMessage),
    )


def prompt_of(rule):
    return tuple(text_of(part) for part in (rule.promptTitle, rule.prompt, rule.errorTitle, rule.error))


def print_of(sheet):
    page = sheet.page_setup
    size = (page.orientation, str(page.paperSize), str(page.fitToWidth or 1), str(page.fitToHeight))
    return *size, sheet.print_title_rows


def rows_of(protection):
    """Whether rows may be inserted and deleted."""
    return not protection.insertRows, not protection.deleteRows


def inventory(path):
    """What a workbook holds, by kind: place -> content."""
    book = openpyxl.load_workbook(path)
    kinds = {kind: {} for kind in KINDS}
    for sheet in book.worksheets:
        name = sheet.title
        kinds["sheets"][name] = sheet.sheet_state
        kinds["frozen panes"].update({name: sheet.freeze_panes} if sheet.freeze_panes else {})
        protection = sheet.protection
        kinds["protection"][name] = (bool(protection.sheet), protection.password, *rows_of(protection))
        for flag in FREEDOMS:
            if not getattr(protection, flag):
                kinds["freedoms"][(name, flag)] = True
        if sheet.sheet_state == "visible":
            kinds["print set-up"][name] = print_of(sheet)
        for rule in sheet.data_validations.dataValidation:
            for area in rule.sqref.ranges:
                for column in range(area.min_col, area.max_col + 1):
                    place = (name, area.min_row, column)
                    kinds["validations"][place] = rule_of(rule)
                    kinds["prompts"][place] = prompt_of(rule)
                    if area.max_row > FAR:
                        kinds["far rows"][place] = area.max_row
        for row in sheet.iter_rows(min_row=1, max_row=min(sheet.max_row, FIRST + 40), max_col=40):
            for cell in row:
                if cell.value is not None:
                    if cell.hyperlink:
                        kinds["links"][(name, cell.coordinate)] = re.sub(r"[$'#]", "", text_of(cell.hyperlink.location))
                    kinds["locks"][(name, cell.coordinate)] = bool(cell.protection.locked)
                    if isinstance(cell.value, str) and cell.value.startswith("="):
                        kinds["formulas"][(name, cell.coordinate)] = re.sub(r"[$'=]", "", cell.value)
                    else:
                        kinds["values"][(name, cell.coordinate)] = text_of(cell.value)
        for area in sheet.conditional_formatting:
            kinds["highlights"][(name, str(area.sqref))] = len(area.rules)
        for row in range(1, FIRST):
            if sheet.row_dimensions[row].hidden:
                kinds["hidden rows"][(name, row)] = True
    for name, defined in book.defined_names.items():
        kinds["names"][name] = re.sub(r"[$' ]", "", defined.attr_text)
    for entry in book.custom_doc_props.props:
        kinds["properties"][entry.name] = text_of(entry.value)
    return kinds


KINDS = [
    "sheets",
    "names",
    "properties",
    "validations",
    "prompts",
    "far rows",
    "locks",
    "protection",
    "freedoms",
    "formulas",
    "values",
    "links",
    "hidden rows",
    "highlights",
    "print set-up",
    "frozen panes",
]
FREEDOMS = ["formatColumns", "formatRows", "sort", "autoFilter"]


def words_of(book, formula):
    """The words of the list that a validation names."""
    name = formula.lstrip("=")
    if name.startswith("keys_"):
        # The range follows what is filled in; its first cell is the key of the first element of the outer list.
        sheet, cell = re.search(r"'?([^'(!]+)'?!\$([A-Z]+\$\d+)", book.defined_names[name].attr_text).groups()
        key = book[sheet][cell.replace("$", "")].value
        return [] if key is None else [key]
    sheet, area = next(iter(book.defined_names[name].destinations))
    return [cell.value for (cell,) in book[sheet][area]]


def fitting(book, rule):
    """A value that a validation takes."""
    if rule.type == "list":
        return next(iter(words_of(book, rule.formula1)), "甲")
    if rule.type == "date":
        return datetime.date(2024, 1, 31)
    if rule.type in ("whole", "decimal"):
        return float(rule.formula1) if rule.type == "decimal" else int(float(rule.formula1))
    return "填写的文字"


def fill(source, target):
    """Fills in the first row of every table and every slot of every card; returns what was put where."""
    book = openpyxl.load_workbook(source)
    filled = {}
    for sheet in book.worksheets:
        if sheet.cell(MARK, 1).value != MARKED:
            continue
        for rule in sheet.data_validations.dataValidation:
            for area in rule.sqref.ranges:
                cell = sheet.cell(area.min_row, area.min_col)
                if cell.protection.locked:
                    raise SystemExit(f"{sheet.title} {cell.coordinate} has a rule and is locked")
                cell.value = fitting(book, rule)
                filled[(sheet.title, cell.coordinate)] = cell.value
    book.save(target)
    return filled


def convert(source, target, profile):
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            target,
            "--outdir",
            str(source.parent),
            str(source),
        ],
        check=True,
        timeout=TIMEOUT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    made = source.with_suffix(f".{target}")
    if not made.exists():
        raise SystemExit(f"LibreOffice made no {target}")
    return made


def main():
    source = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        profile = Path(scratch) / "profile"
        filled = folder / "filled.xlsx"
        put = fill(source, filled)
        back_folder = folder / "back"
        back_folder.mkdir(exist_ok=True)
        sheets = convert(filled, "ods", profile)
        moved = back_folder / sheets.name
        sheets.replace(moved)
        back = convert(moved, "xlsx", profile)
        before, after = inventory(filled), inventory(back)
        lost = False
        print(f"{len(put)} cells filled in")
        for kind in KINDS:
            kept = [place for place, content in before[kind].items() if after[kind].get(place) == content]
            missing = [place for place in before[kind] if place not in kept]
            verdict = "kept" if not missing else "may be lost" if kind in MAY_BE_LOST else "LOST"
            print(f"{kind:14} {len(before[kind]):6} before, {len(kept):6} after: {verdict}")
            lost |= verdict == "LOST"
            if verdict == "LOST":
                for place in missing[:5]:
                    print(f"    {place}: {before[kind][place]!r} -> {after[kind].get(place)!r}")
        return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
