"""The report as Markdown: for a pull request, a job summary, a wiki, a mail. Never longer than a comment may be."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from programme_check import __version__
from programme_check.findings import Location, Problem, Severity
from programme_check.reports.escape import clean, markdown
from programme_check.reports.gantt import gantt
from programme_check.reports.groups import Group, groups
from programme_check.reports.labels import ABOUT_THE_CHECK, EMOJI, LEVEL_EMOJI, NO_MORE, WAITS, WORDS, command, large
from programme_check.reports.several import states, worst_first
from programme_check.reports.terminal.ahead import MOST_DECISIONS, WEEKS
from programme_check.reports.terminal.decisions import lost_days
from programme_check.reports.terminal.dimensions import ORDER, note
from programme_check.reports.terminal.findings import effect
from programme_check.reports.terminal.path import folded, room
from programme_check.reports.terminal.path import near as near_words
from programme_check.reports.terminal.programme import HOW_TO_READ, QUESTIONS, path_title
from programme_check.reports.whatif.markdown import table
from programme_check.verdict import PathLine, ProgrammeReport, Report, colours_nothing, sentences, tally
from programme_check.words import count, day, listing, quoted

LONGEST = 65_536
"""Bytes of a comment: GitHub takes so many characters, and counts some of them twice."""
TRIED = (40, 20, 10, 5, 3, 1, 0)
"""Findings shown in full, then on a line each, by programme: as many as fit."""
MOST_PROBLEMS = 20


def render(report: Report) -> str:
    """The whole report, as much of it as fits."""
    texts = (whole(report, most) for most in TRIED)
    text = next((text for text in texts if len(text.encode("utf-8", "surrogatepass")) <= LONGEST), None)
    return text if text is not None else shortest(report)


def whole(report: Report, most: int) -> str:
    """The report with so many findings of each programme."""
    lines = [marker(report), *problems(report.errors[:MOST_PROBLEMS], len(report.errors))]
    lines += overall(report)
    for one in worst_first(report):
        lines += programme(one, most)
    if not report.programmes:
        lines += ["## ⚪ Nothing was checked", ""]
    aside = f" {ABOUT_THE_CHECK}" if any(colours_nothing(one.findings) for one in report.programmes) else ""
    return "\n".join([*lines, f"<sub>programme-check {__version__}. {markdown(HOW_TO_READ + aside)}</sub>", ""])


def heading(report: Report) -> str:
    """The state of several programmes in one: that of the worst."""
    worst = worst_first(report)[0].status
    return f"## {EMOJI[worst]} {WORDS[worst]}: {states(report)}"


def overall(report: Report) -> Iterator[str]:
    """Several programmes at a glance, the worst first; nothing for one."""
    if len(report.programmes) < 2:
        return
    rows = [
        (f"{EMOJI[one.status]} {WORDS[one.status]}", markdown(clean(one.name, 120)), markdown(clean(one.headline, 300)))
        for one in worst_first(report)
    ]
    yield from [heading(report), "", *table(("Status", "Programme", "Verdict"), rows), ""]


def shortest(report: Report) -> str:
    """A line for each of very many programmes, the worst first, as far as they fit."""
    ranked = worst_first(report)
    lines = [f"- {EMOJI[one.status]} {markdown(clean(one.file))}: {markdown(clean(one.headline))}" for one in ranked]
    broken = len({problem.file for problem in report.errors})
    cannot = [f"{count(broken, 'file')} cannot be checked: `programme-check check FILE` says why", ""] if broken else []
    head = [marker(report), heading(report), "", *cannot]
    while len("\n".join([*head, *lines]).encode("utf-8", "surrogatepass")) > LONGEST - 100:
        lines = lines[: len(lines) * 9 // 10]
    left = len(ranked) - len(lines)
    return "\n".join([*head, *lines, *([f"- and {left} more"] if left else []), ""])


def marker(report: Report) -> str:
    """The comment by which a workflow finds what it wrote before: the programme's id, else the file's path."""
    single = report.programmes[0] if len(report.programmes) == 1 else None
    name = (single.id or single.file) if single is not None else "all"
    return f"<!-- programme-check:{re.sub(r'[^A-Za-z0-9._/]+', '-', name)[:200]} -->"


def problems(found: Sequence[Problem], total: int) -> Iterator[str]:
    """What does not fit the schema, or cannot be read."""
    if not found:
        return
    yield from ["## 🟥 The files cannot be checked as they stand", ""]
    for problem in found:
        said = f"{problem.message.rstrip('.')}. {problem.hint}".rstrip()
        yield f"- {link(Location(problem.file, problem.line, problem.column))}: {prose(said)}"
    if total > len(found):
        yield f"- and {total - len(found)} more"
    yield ""


def programme(one: ProgrammeReport, most: int) -> Iterator[str]:
    """One programme."""
    yield f"## {EMOJI[one.status]} {WORDS[one.status]}: {lowered(markdown(clean(one.headline, 300)))}"
    yield ""
    client = f"{markdown(clean(one.organisation, 200))}: " if one.organisation else ""
    yield f"{client}**{markdown(clean(one.name))}**, status {day(one.status_date)}"
    for sentence in one.forecast:
        yield begun(markdown(clean(sentence, 400)))
    yield ""
    for key, question in one.questions.items():
        said = markdown(clean(question.answer, 600))
        yield f"- **{QUESTIONS[key]}** {EMOJI[question.status]} {WORDS[question.status]}. {said}"
    ranked = sorted(one.dimensions, key=lambda dimension: ORDER.index(dimension.status))
    cells = [(f"{EMOJI[row.status]} {WORDS[row.status]}", row.label, note(row)) for row in ranked]
    yield from ["", *table(("Status", "Dimension", "Why"), cells), ""]
    yield from decide(one)
    yield from fix(one, most)
    if one.path is not None and len(one.path.steps) > 1:
        yield from path(one, one.path)
    waived = f", {len(one.waived)} waived" if one.waived else ""
    known = sum(item.baselined for item in one.findings)
    said = f"{tally(one.findings)}{f', {known} of them known' if known else ''}{waived}"
    left = f" Left out: {markdown(clean(listing(one.left_out, 6), 400))}." if one.left_out else ""
    changed = f" Changed from the default: {markdown(clean(listing(one.changed, 10), 600))}." if one.changed else ""
    yield f"<sub>{code(one.file)}, status {day(one.status_date)}. {said}.{left}{changed}</sub>"
    yield ""


def lowered(text: str) -> str:
    """A sentence as it goes on after a colon."""
    return text[:1].lower() + text[1:]


def decide(one: ProgrammeReport) -> Iterator[str]:
    """What to decide next, and the days that waiting loses."""
    found, asked = one.ahead.decisions[:MOST_DECISIONS], sentences.question(one, lambda name: clean(name, 60))
    if found or asked or one.ahead.left_to_commands:
        yield from ["### Decide now", ""]
    if asked:
        yield from [f"**{markdown(asked)}**", ""]
    if one.ahead.left_to_commands:
        yield from [f"{markdown(large(one.file))}.", ""]
    if not found:
        return
    heads = ("Decision", "Need by", *(f"+{weeks} wk" for weeks in WEEKS))
    rows = [
        (
            markdown(f"{clean(waiting.title, 120)} ({waiting.id})"),
            day(waiting.needed_by) if waiting.needed_by is not None else "not known",
            *(lost_days(waiting.at(weeks).slip_days) for weeks in WEEKS),
        )
        for waiting in found
    ]
    yield from [f"{WAITS.capitalize()}:", "", *table(heads, rows)]
    more = len(one.ahead.decisions) - len(found)
    if more:
        yield from ["", f"{count(more, 'decision')} more: {code(command('decisions', one.file))}"]
    yield ""


def fix(one: ProgrammeReport, most: int) -> Iterator[str]:
    """What to fix first: errors with reason and remedy, warnings on a line each, information counted."""
    new = [item for item in one.findings if not item.baselined]
    grouped = groups(new)
    loud = [group for group in grouped if group.headline.severity is not Severity.INFO]
    yield from ["### Fix first", ""]
    if not loud:
        yield f"Nothing was found that has to be mended. {NO_MORE}"
    number = 0
    for number, group in enumerate(loud[:most], 1):
        yield f"{number}. {lead(group)}"
        if group.headline.severity is Severity.ERROR:
            item = group.headline
            yield f"   {prose(item.message)} {markdown(item.why)}"
            yield f"   **Fix:** {prose(item.fix)}{markdown(effect(item))}"
        with_it = quoted(item.title for item in group.consequences)
        if with_it:
            yield f"   With it: {markdown(listing(with_it, 4))}."
    hidden = sum(len(group) for group in grouped) - sum(len(group) for group in loud[:number])
    if hidden:
        yield from ["", f"{count(hidden, 'more finding')}: {code(command('check --all', one.file))}"]
    yield ""


def lead(group: Group) -> str:
    """Sign, title, rule and place of a group."""
    item = group.headline
    about = f" ({markdown(clean(listing(group.targets, 3), 120))})" if group.targets else ""
    word = item.severity.word
    return f"{LEVEL_EMOJI[word]} **{markdown(clean(item.title))}**{about} · {item.rule}, {word} · {link(item.location)}"


def path(one: ProgrammeReport, found: PathLine) -> Iterator[str]:
    """The critical path, folded: as a table and as a chart."""
    steps = folded(found.steps)
    rows = [(markdown(clean(step.name, 80)), markdown(clean(step.workstream, 60)), day(step.finish)) for step in steps]
    yield from [f"<details><summary>{markdown(path_title(one))}: {room(found)}</summary>", ""]
    yield from [*table(("Step", "Workstream", "Ends"), rows), ""]
    for sentence in (found.begins, near_words(found.near) if found.near else ""):
        if sentence:
            yield from [begun(markdown(clean(sentence, 600))), ""]
    yield from ["```mermaid", *gantt(steps, found.stated), "```", "", "</details>", ""]


def prose(text: str) -> str:
    """A sentence of ours with what it quotes: what stands between backticks becomes code, the rest is only text."""
    parts = clean(text, 1000).split("`")
    if len(parts) % 2 == 0:
        return begun(markdown("`".join(parts)))
    return begun("".join(code(part) if number % 2 else markdown(part) for number, part in enumerate(parts)))


def begun(text: str) -> str:
    """A text that begins a line, and with it neither a list nor a rule."""
    return re.sub(r"^(\s*\d*)(?=[-+=.)])", r"\1\\", text)


def code(text: str) -> str:
    """A text as code, fenced by one more backtick than it holds."""
    shown = clean(text, 300) or " "
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def link(place: Location) -> str:
    """A place in one of our own files; as code where its path would lead elsewhere, or it is no file."""
    name = clean(place.file.replace("\\", "/").removeprefix("./"))
    text = f"{name}:{place.line}"
    if name == "-" or name.startswith("/") or ".." in name.split("/") or re.match("[A-Za-z][A-Za-z0-9+.-]*:", name):
        return code(text)
    return f"[{markdown(text)}]({quote(name, safe='/._-')}#L{place.line})"
