"""Opens workbooks in LibreOffice with everything computed anew, and compares every formula cell with the result stored beside it.

Usage: recalculate.py FOLDER. Each `NAME.xlsx` is compared with its own stored results, or with those of `NAME.expected` (a workbook,
too) where there is one. With `NAME.change`, lines `SHEET<tab>CELL<tab>VALUE` (an empty value blanks the cell) are put into the workbook
before it is computed.
"""

import math
import subprocess
import sys
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula

EXACT = ("公布得分", "等次", "名次", "并列家数", "同排家数", "不出分的原因", "否决")
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def is_formula(value):
    return isinstance(value, ArrayFormula) or isinstance(value, str) and value.startswith("=")


def is_same(found, expected, exact):
    found, expected = ("" if value is None else value for value in (found, expected))
    if isinstance(found, (int, float)) and isinstance(expected, (int, float)):
        return found == expected if exact else math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-12)
    return found == expected


def changed(path, work):
    change = path.with_suffix(".change")
    target = work / path.name
    if not change.exists():
        target.write_bytes(path.read_bytes())
        return target
    book = load_workbook(path)
    for line in change.read_text("utf-8").splitlines():
        sheet, cell, value = line.split("\t")
        try:
            value = float(value)
        except ValueError:
            pass
        book[sheet][cell] = value if value != "" else None
    book.save(target)
    return target


def main(folder):
    work, out = folder / "work", folder / "out"
    profile = folder / "profile" / "user"
    for made in (work, out, profile):
        made.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(PROFILE, "utf-8")
    books = sorted(folder.glob("*.xlsx"))
    targets = [str(changed(path, work)) for path in books]
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "xlsx", "--outdir", str(out)]
        + targets,
        check=True,
        capture_output=True,
    )
    wrong = 0
    for path in books:
        formulas = load_workbook(path)
        reference = path.with_suffix(".expected")
        if reference.exists():
            with reference.open("rb") as file:
                expected = load_workbook(file, data_only=True)
        else:
            expected = load_workbook(path, data_only=True)
        found = load_workbook(out / path.name, data_only=True)
        compared = 0
        for sheet in formulas:
            for row in sheet.iter_rows():
                for cell in row:
                    if not is_formula(cell.value):
                        continue
                    heading = str(sheet.cell(3, cell.column).value or "").split("\n")[0]
                    exact = sheet.title == "结果" and heading in EXACT
                    one = found[sheet.title][cell.coordinate].value
                    other = expected[sheet.title][cell.coordinate].value
                    compared += 1
                    if not is_same(one, other, exact):
                        wrong += 1
                        if wrong <= 20:
                            text = cell.value.text if isinstance(cell.value, ArrayFormula) else cell.value
                            print(f"WRONG {path.name} {sheet.title}!{cell.coordinate} {heading}: {one!r}, not {other!r}: {text[:300]}")
        print(f"{path.name}: {compared} formula cells")
    print(f"{wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
