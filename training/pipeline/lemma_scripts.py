"""Lemmas as edits of a form, so that a classifier can give them to words it never saw (UDPipe 2, Straka 2018: lemma rules)."""


def script_of(form: str, lemma: str) -> str:
    """The edit that turns `form` into `lemma`: `case|cut|add`, where case says whether the form is lower-cased first."""
    keep = lemma != lemma.lower()
    source = form if keep else form.lower()
    common = 0
    while common < min(len(source), len(lemma)) and source[common] == lemma[common]:
        common += 1
    if common == 0 and lemma:
        return f"={lemma}"
    return f"{'k' if keep else 'l'}|{len(source) - common}|{lemma[common:]}"


def lemma_of(form: str, script: str) -> str:
    """The lemma that a script gives for a form; the form itself where the script cuts more than there is."""
    if script.startswith("="):
        return script[1:]
    case, cut, add = script.split("|", 2)
    source = form if case == "k" else form.lower()
    if int(cut) >= len(source):
        return source
    return source[: len(source) - int(cut)] + add
