"""JUnit XML: a suite a file, a case a finding. Findings below the severity that fails a run are told as passing cases."""

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

from api.linting.outcomes import Linted, Outcome, Unread
from api.rendering.view import PROGRAM, View
from models.findings import Finding

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(outcomes: Iterable[Outcome], view: View) -> Iterator[str]:
    """One document; a file without findings holds one passing case, and one that could not be read an error."""
    suites = [unread(outcome) if isinstance(outcome, Unread) else suite(outcome, view) for outcome in outcomes]
    root = ElementTree.Element("testsuites", name=PROGRAM)
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(one.get(name, "0")) for one in suites)))
    root.extend(suites)
    ElementTree.indent(root)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def suite(linted: Linted, view: View) -> ElementTree.Element:
    """The findings of a file."""
    name = allowed(linted.draft.name)
    failing = sum(finding.severity.rank >= view.fail_on.rank for finding in linted.report.findings)
    told = element("testsuite", name=name, tests=str(max(len(linted.report.findings), 1)), failures=str(failing), errors="0")
    if not linted.report.findings:
        told.append(element("testcase", name=PROGRAM, classname=name, file=name))
    for finding in linted.report.findings:
        told.append(case(linted, finding, view))
    return told


def case(linted: Linted, finding: Finding, view: View) -> ElementTree.Element:
    """A finding: its message, place, words and question."""
    name, (line, column) = allowed(linted.draft.name), linted.draft.lines.place(finding.start)
    told = element("testcase", name=finding.rule, classname=name, file=name, line=str(line))
    words = allowed(
        "\n".join(filter(None, (f"{name}:{line}:{column}", f"> {' '.join(finding.quote.split())}", finding.why, finding.question)))
    )
    if finding.severity.rank >= view.fail_on.rank:
        one = element("failure", type=finding.severity.value, message=allowed(finding.message))
        one.text = words
    else:
        one = element("system-out")
        one.text = f"{finding.severity}: {allowed(finding.message)}\n{words}"
    told.append(one)
    return told


def unread(outcome: Unread) -> ElementTree.Element:
    """A file that could not be read."""
    name = allowed(outcome.name)
    told = element("testsuite", name=name, tests="1", failures="0", errors="1")
    one = element("testcase", name=PROGRAM, classname=name, file=name)
    one.append(element("error", message=allowed(outcome.error)))
    told.append(one)
    return told


def element(tag: str, **attributes: str) -> ElementTree.Element:
    """An element; the order of attributes is kept."""
    return ElementTree.Element(tag, attributes)


def allowed(text: str) -> str:
    """Characters that no XML document may hold, escaped or not, are replaced."""
    return _NOT_XML.sub("�", text)
