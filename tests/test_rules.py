"""Each rule finds its defect in a manual that has no other, at the right line, and names it."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from claim_manual.check import RULES
from claim_manual.check.rule import Rule
from claim_manual.model.finding import Finding, Severity
from claim_manual.model.language import words
from claim_manual.model.manual import Manual
from claim_manual.work.judging import judged
from conftest import DAY
from spoken import english_words
from training import A, R, W, add_training

P = "procedures/service/receive-request.yml"
F = "flows/who-answers.yml"
C = "reference/contacts.yml"
ROLES = "reference/roles.yml"
TEXTS = "\n".join(f'      {lang}: "x"' for lang in ("en", "pt"))


@pytest.fixture(autouse=True)
def declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """In every case of this file, what a rule finds is what it declares."""
    monkeypatch.setattr("claim_manual.check.RULES", tuple(watched(rule) for rule in RULES))


def watched(rule: Rule) -> Rule:
    def judge(manual: Manual, today: dt.date) -> Iterator[Finding]:
        for finding in rule(manual, today):
            assert (finding.code, finding.severity) in rule.codes, rule.judge.__name__
            yield finding

    return replace(rule, judge=judge)


def findings(folder: Path) -> list[Finding]:
    _, found = judged(folder, DAY)
    return [one for one in found if one.severity is not Severity.INFO]


def line_of(folder: Path, path: str, text: str) -> int:
    lines = (folder / path).read_text(encoding="utf-8").split("\n")
    return next(n for n, line in enumerate(lines, 1) if text in line)


def edit(folder: Path, path: str, old: str, new: str) -> None:
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def with_clerk(folder: Path, change: str) -> None:
    """A second role, where a change names it."""
    if "clerk" in change:
        edit(folder, ROLES, "- id: officer", "- {id: clerk, name: Clerk}\n- id: officer")


def test_the_manual_to_be_broken_is_whole(small: Path) -> None:
    assert findings(small) == []


# name of the defect, file, what is replaced by what, the text on the line of the finding
BROKEN = [
    ("unknown-key", P, "owner: officer", "owner: officer\nowners: x", "owners: x"),
    ("missing-key", P, "owner: officer\n", "", "code: S-01"),
    ("duplicate-key", P, "owner: officer\n", "owner: officer\nowner: officer\n", None),
    ("wrong-type", P, 'version: "0.1"', "version: 0.10", "version: 0.10"),
    ("wrong-type", P, "status: draft", "status: drafft", "status: drafft"),
    ("wrong-type", P, "review_by: 2027-02-19", "review_by: 19/02/2027", "review_by:"),
    ("wrong-type", P, "within: PT10M", "within: 10 min", "within: 10 min"),
    ("wrong-type", P, "responsible: [officer]", "responsible: 3", "responsible: 3"),
    ("missing-key", P, "kind: target", "kind: legal", "kind: legal"),
    ("missing-key", P, "    do:\n", "    work:\n", "id: listen"),
    ("unknown-key", P, "    do:\n", "    doo:\n", "    doo:"),
    ("bad-id", P, "- id: tell", "- id: Dizer", "- id: Dizer"),
    ("duplicate-id", P, "- id: tell", "- id: listen", None),
    ("duplicate-id", P, "owner: officer", "owner: officer\naliases: [who-answers]", "aliases:"),
    ("duplicate-code", F, "code: T-01", "code: S-01", "code: S-01"),
    ("unknown-target", F, "to: here", "to: hree", "to: hree"),
    ("unknown-target", P, "elsewhere: sent", "elswhere: sent", "elswhere: sent"),
    (
        "unknown-target",
        P,
        "use: who-answers",
        "use: who-answers\n    begin_at: oours",
        "begin_at: oours",
    ),
    ("unknown-reference", P, "role: officer", "role: oficer", "role: oficer"),
    ("unknown-reference", P, "[helpdesk]", "[help-desk]", "[help-desk]"),
    ("unknown-reference", P, "use: who-answers", "use: who", "use: who"),
    ("unknown-reference", P, "owner: officer", "owner: officer\nsources: [s1]", "sources: [s1]"),
    ("missing-translation", P, "\n  pt: ", "\n  en2: ", "title:"),
    ("unknown-language", P, "\n  pt: ", "\n  xx: ", "xx: "),
    ("empty-text", P, '  pt: "Receber um pedido"', '  pt: "  "', 'pt: "  "'),
    ("empty-text", P, '  pt: "Receber um pedido"', "  pt:", "  pt:"),
    (
        "crowded-first-screen",
        P,
        "owner: officer",
        "owner: officer\nnever: [Hurry, Guess,\n  Shout]",
        "Shout",
    ),
    (
        "crowded-first-screen",
        P,
        "owner: officer",
        f"owner: officer\nnever:\n  - {'wait ' * 12}long",
        "wait",
    ),
    ("unknown-language", P, "\nsteps:", "\nkeywords: {xx: [help]}\nsteps:", "keywords"),
    ("empty-text", P, "\nsteps:", '\nkeywords: {pt: [help, " "]}\nsteps:', "keywords"),
    (
        "repeated-keyword",
        P,
        "\nsteps:",
        "\nkeywords: {pt: [my request, My  request]}\nsteps:",
        "keywords",
    ),
    ("missing-key", F, "{id: yes, to: here}", "{id: maybe, to: here}", "id: maybe"),
    ("missing-key", F, "{id: yes, to: here}", "{id: yes}", "{id: yes}"),
    (
        "unknown-fact",
        P,
        "    use: who-answers\n",
        "    use: who-answers\n    next: [{when: {whoo.ours: no}, to: sent}, {to: tell}]\n",
        "whoo",
    ),
    (
        "unknown-fact",
        P,
        "    use: who-answers\n",
        "    use: who-answers\n    next: [{when: {who.ours: maybe}, to: sent}, {to: tell}]\n",
        "maybe",
    ),
    ("endless-loop", P, "use: who-answers", "use: receive-request", "use: receive-request"),
    (
        "continues-with-itself",
        F,
        "    contacts: [helpdesk]\n",
        "    contacts: [helpdesk]\n    continue_with: [who-answers]\n",
        "who-answers]",
    ),
    ("cut-text", P, '  pt: "Receber um pedido"', "  pt: Pedido #1", "Pedido #1"),
    (
        "stale-contact",
        "manual.yml",
        "categories:",
        "emergency: [helpdesk]\ncategories:",
        "emergency",
    ),
    ("missing-key", "manual.yml", "categories:", "emergency: [helpdesk]\ncategories:", "emergency"),
    ("wrong-type", C, "status: recheck", "status: recheck\n  phone: ligue já", "ligue"),
    (
        "wrong-type",
        C,
        "status: recheck",
        'status: recheck\n  phone: "217 115 000 - 217 115 001"',
        "217 115 001",
    ),
    (
        "wrong-type",
        C,
        "status: recheck",
        'status: recheck\n  phone: "217 115 000 / 217 115 001"',
        "217 115 001",
    ),
    ("wrong-type", C, "status: recheck", 'status: recheck\n  phone: "(503 2222-3333"', "2222"),
    (
        "wrong-type",
        C,
        "status: recheck",
        'status: recheck\n  phone: "1234567890123456"',
        "1234567890123456",
    ),
    (
        "wrong-type",
        C,
        "status: recheck",
        'status: recheck\n  phones: [{number: "112, 144"}]',
        "112, 144",
    ),
    (
        "wrong-type",
        C,
        "status: recheck",
        'status: recheck\n  phones: [{number: "112", extension: "desk 3"}]',
        "desk 3",
    ),
    (
        "wrong-type",
        C,
        "status: recheck",
        "status: recheck\n  email: help at example.org",
        "help at",
    ),
    (
        "wrong-type",
        C,
        "status: recheck",
        "status: recheck\n  email: mailto:help@example.org",
        "mailto",
    ),
    ("wrong-type", C, "status: recheck", "status: recheck\n  languages: [pt, inglês]", "inglês"),
    ("unknown-tag", C, "status: recheck", "status: recheck\n  languages: [pt, xx]", "xx"),
    (
        "wrong-type",
        C,
        "status: recheck",
        'status: recheck\n  opening: [{days: [weekdays], from: "09:00", to: "17:00"}]',
        "weekdays",
    ),
    (
        "wrong-type",
        C,
        "status: recheck",
        'status: recheck\n  opening: [{days: mon, from: "9h", to: "17:00"}]',
        "9h",
    ),
    (
        "wrong-type",
        C,
        "status: recheck",
        'status: recheck\n  opening: [{days: mon, from: "24:00", to: "06:00"}]',
        "24:00",
    ),
    (
        "wrong-type",
        C,
        "status: recheck",
        'status: recheck\n  opening: [{days: mon, from: "09:00"}]',
        "opening",
    ),
    (
        "wrong-type",
        C,
        "status: recheck",
        'status: recheck\n  opening: [{days: mon, from: "09:00", to: "09:00"}]',
        "opening",
    ),
    (
        "opening-overlap",
        C,
        "status: recheck",
        'status: recheck\n  opening: [{days: mon-fri, from: "09:00", to: "13:00"}, {days: mon, from: "12:00", to: "17:00"}]',
        "opening",
    ),
    (
        "opening-overlap",
        C,
        "status: recheck",
        'status: recheck\n  opening: [{days: sun, from: "22:00", to: "06:00"}, {days: mon, from: "05:00", to: "07:00"}]',
        "opening",
    ),
    ("wrong-type", "manual.yml", "categories:", "timezone: Lisbon\ncategories:", "timezone"),
    ("wrong-type", "manual.yml", "categories:", "timezone: Europe/Lisbo\ncategories:", "timezone"),
    ("syntax", P, '  pt: "Receber um pedido"', "  pt: **Receber**", "**Receber"),
    ("syntax", P, 'version: "0.1"\nowner', 'version: "0.1\nowner', 'version: "0.1'),
    ("unreachable-node", F, "{id: no, to: elsewhere}", "{id: no, to: here}", "- id: elsewhere"),
    (
        "no-way-out",
        P,
        "    contacts: [helpdesk]\n",
        f"  - id: last\n    do:\n{TEXTS}\n",
        "- id: last",
    ),
    ("review-overdue", P, "review_by: 2027-02-19", "review_by: 2026-11-20", "review_by:"),
    ("stale-contact", C, "status: recheck", "status: ok\n  verified_on: 2026-05-24", "verified_on"),
    ("unsafe-link", C, "https://example.org/help", "javascript:alert(1)", "javascript"),
    ("broken-link", "docs/index.en.md", "flow:who-answers", "flow:who", "flow:who"),
    ("broken-link", "docs/index.en.md", "flow:who-answers", "nowhere.md", "nowhere.md"),
    ("broken-link", "docs/index.en.md", "flow:who-answers", "contact:x", "contact:x"),
    ("broken-link", "docs/index.en.md", "flow:who-answers", "lang:no_tag", "lang:no_tag"),
    ("missing-glyph", "docs/index.en.md", "flow:who-answers", "flow:who-answers) (བོད", "བོད"),
    ("missing-glyph", P, '  pt: "Receber um pedido"', '  pt: "Receber um pedido 🙂"', "🙂"),
    ("unsafe-link", "docs/index.en.md", "flow:who-answers", "javascript:x", "javascript"),
    ("unsafe-link", "docs/index.en.md", "flow:who-answers", "data:text/html,x", "data:"),
    ("unsafe-link", "docs/index.en.md", "flow:who-answers", "//evil.example", "evil"),
    ("unsafe-link", "docs/index.en.md", "[", "![x](https://evil.example/x.png) [", "evil"),
    ("unsafe-link", "docs/index.en.md", "flow:who-answers", "../../../etc/passwd", "passwd"),
    ("unlisted-role", P, "responsible: [officer]", "informed: [clerk]", "role: officer"),
    (
        "idle-responsibility",
        P,
        "responsible: [officer]",
        "responsible: [officer, clerk]",
        "responsible:",
    ),
    ("unused-role", ROLES, "- id: officer", "- {id: judge, name: Judge}\n- id: officer", "judge"),
    ("front-matter", "docs/index.en.md", "# ", "---\ntitle: x\n---\n# ", "---"),
]


@pytest.mark.parametrize(("code", "path", "old", "new", "at"), BROKEN)
def test_a_defect_is_found_on_its_line(
    small: Path, code: str, path: str, old: str, new: str, at: str | None
) -> None:
    with_clerk(small, new)
    edit(small, path, old, new)
    if code == "stale-contact" and path == "manual.yml":
        edit(small, C, "status: recheck", "status: weak")
    found = [one for one in findings(small) if one.code == code]
    assert found, [str(one.place) + one.code for one in findings(small)]
    assert {one.place.path for one in found} == {path}
    if at is not None:
        assert found[0].place.line == line_of(small, path, at)


@pytest.mark.parametrize(("code", "path", "old", "new", "at"), BROKEN)
def test_a_defect_has_words_in_every_language_of_authors(
    small: Path, code: str, path: str, old: str, new: str, at: str | None
) -> None:
    with_clerk(small, new)
    edit(small, path, old, new)
    for one in findings(small):
        english, *others = (
            (one.message.text(words(tag)), one.hint.text(words(tag))) for tag in ("en", "pt", "es")
        )
        for message, hint in others:
            assert message != english[0]
            assert hint != english[1] or not one.hint.template
            for told in (message, hint):
                assert not english_words(told.replace("here, elsewhere", "")), told


# -- workshops, their assessment and its results


@pytest.fixture
def trained(small: Path) -> Path:
    """The same manual with a workshop, its assessment and the results of a day."""
    add_training(small, "en", "pt")
    return small


def test_the_workshop_to_be_broken_is_whole(trained: Path) -> None:
    assert findings(trained) == []


WARNING, ERROR = Severity.WARNING, Severity.ERROR
NAMED = "cases: [who-answers.ours]"
CHOSEN = "cases: {flows: [who-answers], minutes_each: 10, people_each: 4}"
BANK = "bank: {scenarios: 1, from: [who-answers], questions: [who-answers.not-ours], seed: 3}"
BROKEN_TRAINING = [
    ("wrong-minutes", ERROR, W, "minutes: 60", "minutes: 90", "minutes: 90"),
    ("wrong-minutes", ERROR, W, CHOSEN, "cases: {flows: [who-answers]}", "cases: {flows"),
    ("wrong-minutes", WARNING, W, CHOSEN, CHOSEN.replace("10", "31"), "cases: {flows"),
    (
        "wrong-minutes",
        WARNING,
        W,
        NAMED,
        "cases: {names: [who-answers.ours, who-answers.not-ours], minutes_each: 8}",
        "cases: {names",
    ),
    ("unknown-case", ERROR, W, NAMED, "cases: [who-answers.our]", "cases: [who-answers.our]"),
    ("unknown-case", ERROR, W, NAMED, "cases: [receive-request.ours]", "cases: [receive"),
    ("unknown-case", ERROR, W, NAMED, "cases: {names: [who-answers.x]}", "names: [who"),
    ("unknown-case", ERROR, A, "[who-answers.not-ours]", "[who-answers.not-our]", "bank:"),
    ("unknown-case", ERROR, A, "[who-answers.not-ours]", "[wherever]", "bank:"),
    (
        "unexplained-case",
        WARNING,
        W,
        "    pages: [who-answers]\n",
        "    pages: []\n",
        "cases: {flows",
    ),
    (
        "unpractised-objective",
        WARNING,
        W,
        "sessions:\n",
        "  - id: other\n    text: {en: x, pt: y}\n    pages: [receive-request]\nsessions:\n",
        "- id: other",
    ),
    (
        "unasked-objective",
        WARNING,
        W,
        "sessions:\n",
        "  - id: other\n    text: {en: x, pt: y}\n    pages: [receive-request]\nsessions:\n",
        "- id: other",
    ),
    ("contact-of-person", ERROR, W, "Town hall", "Town hall (912 345 678)", "place:"),
    ("misplaced-results", WARNING, R, "{question: where, moment: after", "{question: when, moment: after", "n: 19"),
    ("unknown-reference", ERROR, W, "procedure:receive-request", "procedure:receive", "procedure:"),
    ("unknown-reference", ERROR, W, "flow:who-answers", "flow:who-answer", "flow:who"),
    ("unknown-reference", ERROR, W, "flow:who-answers", "form:card", "form:card"),
    ("unknown-reference", ERROR, W, "flows: [who-answers]", "flows: [who-answer]", "flows: [who"),
    ("unknown-reference", ERROR, W, "audience: [officer]", "audience: [oficer]", "audience:"),
    ("unknown-reference", ERROR, W, "assessment: before", "assessment: later", "assessment:"),
    ("unknown-reference", ERROR, A, "workshop: first-requests", "workshop: first", "workshop:"),
    ("unknown-reference", ERROR, A, "objective: sort", "objective: sorted", "objective:"),
    ("unknown-reference", ERROR, A, "from: [who-answers]", "from: [who-answer]", "from:"),
    ("unknown-reference", ERROR, R, "date: town", "date: village", "date: village"),
    ("unknown-reference", ERROR, R, "assessment: before", "assessment: later", "assessment:"),
    ("unanswerable-question", ERROR, A, "kind: scale", "kind: choice", "- id: sure"),
    ("unanswerable-question", ERROR, A, "kind: choice", "kind: text", "{id: register"),
    ("unanswerable-question", ERROR, A, "right: [register]", "right: [registry]", "right:"),
    ("unanswerable-question", ERROR, A, "moments: [after]", "moments: [later]", "moments: [later]"),
    (
        "unanswerable-question",
        ERROR,
        A,
        "kind: scale",
        "kind: scale\n    scale: [{en: little, pt: pouco}]",
        "scale: [",
    ),
    ("unanswerable-question", ERROR, A, BANK, "bank: {scenarios: 10}", "bank:"),
    ("taken-question-name", ERROR, A, "- id: where", "- id: score", "- id: score"),
    ("taken-question-name", ERROR, A, "- id: where", "- id: today", "- id: today"),
    ("duplicate-id", ERROR, W, "- id: together", "- id: groups", None),
    ("duplicate-id", ERROR, A, "- id: unclear", "- id: sure", None),
    ("duplicate-id", ERROR, A, "{id: nowhere", "{id: register", 'label: {en: "Nowhere'),
    ("misplaced-results", ERROR, R, "workshop: first-requests", "workshop: second", "workshop:"),
    ("misplaced-results", WARNING, R, "t_01__not_ours", "t_01__not_our", "t_01__not_our"),
    ("missing-translation", WARNING, W, ', pt: "Abertura"', "", 'title: {en: "Opening'),
    ("unknown-key", ERROR, W, "audience:", "audiences:", "audiences:"),
    ("missing-key", ERROR, W, "    method: walk\n", "", "- id: together"),
    ("wrong-type", ERROR, W, "method: walk", "method: talk", "method: talk"),
    ("wrong-type", ERROR, W, NAMED, "cases: who-answers.ours", "cases: who"),
    ("wrong-type", ERROR, W, "who-answers.ours]", "who-answers/ours]", "who-answers/ours]"),
    ("wrong-type", ERROR, W, "[slides,", "[slide,", "[slide,"),
    ("wrong-type", ERROR, W, '"09:30"', '"9.30"', "9.30"),
    ("wrong-type", ERROR, A, "own-code", "name", "key: name"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "severity", "path", "old", "new", "at"), BROKEN_TRAINING)
def test_a_defect_of_a_workshop_is_found_on_its_line(
    trained: Path, code: str, severity: Severity, path: str, old: str, new: str, at: str | None
) -> None:
    edit(trained, path, old, new)
    found = [one for one in findings(trained) if one.code == code]
    assert {(one.severity, one.place.path) for one in found} == {(severity, path)}
    if at is not None:
        assert found[0].place.line == line_of(trained, path, at)
    for one in found:
        texts = [one.message.text(words(tag)) for tag in ("en", "pt")]
        assert len({*texts}) == 2


def test_cases_without_a_story_cannot_be_practised(trained: Path) -> None:
    file = trained / F
    text = re.sub(r"    story:\n(      .*\n)+", "", file.read_text(encoding="utf-8"))
    assert "story" not in text
    file.write_text(text, encoding="utf-8")
    untold = [one for one in findings(trained) if one.code == "untold-case"]
    assert {(one.severity, one.place.path, one.place.line) for one in untold} == {
        (ERROR, A, line_of(trained, A, "bank:")),
        (WARNING, A, line_of(trained, A, "bank:")),
        (ERROR, W, line_of(trained, W, NAMED)),
        (WARNING, W, line_of(trained, W, CHOSEN)),
    }


def test_a_case_of_a_page_with_one_end_asks_nothing(trained: Path) -> None:
    edit(trained, F, "    expect: elsewhere", "    expect: [here, elsewhere]")
    [finding] = [one for one in findings(trained) if one.place.path == A]
    assert (finding.code, finding.place.line) == (
        "unanswerable-question",
        line_of(trained, A, "bank:"),
    )


def test_a_workshop_and_its_assessment_name_each_other(trained: Path) -> None:
    edit(trained, W, "assessment: before-after\n", "")
    [finding] = findings(trained)
    assert (finding.code, finding.place.path) == ("mismatched-assessment", A)
    assert finding.place.line == line_of(trained, A, "workshop:")
    assert W in finding.hint.text(words("en"))


def test_a_workshop_does_not_name_the_assessment_of_another(trained: Path) -> None:
    text = (trained / W).read_text(encoding="utf-8")
    (trained / "workshops" / "second.yml").write_text(text, encoding="utf-8")
    found = findings(trained)
    assert [(one.code, one.place.path) for one in found] == [
        ("mismatched-assessment", "workshops/second.yml")
    ]


def test_results_lie_in_the_folder_of_a_workshop(trained: Path) -> None:
    for folder in ("results", "results/second"):
        file = trained / folder / "day.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text((trained / R).read_text(encoding="utf-8"), encoding="utf-8")
    found = findings(trained)
    assert [(one.code, one.severity, one.place.path) for one in found] == [
        ("misplaced-results", ERROR, "results/day.yml"),
        ("misplaced-results", ERROR, "results/second/day.yml"),
    ]
    assert all("results/first-requests/" in one.hint.text(words("en")) for one in found)


@pytest.mark.parametrize(
    ("path", "old", "new", "hint"),
    [
        (W, "minutes: 30", "minutes: 0", "1 or more"),
        (W, "people_each: 4", "people_each: 0", "1 or more"),
        (W, "invited: 24", "invited: -1", "0 or more"),
        (A, "scenarios: 1", "scenarios: 0", "1 or more"),
        (R, "right: 9", "right: -1", "0 or more"),
        (W, "invited: 24", "invited: many", "whole number."),
        (A, "seed: 3", "seed: 2.5", "whole number."),
        (W, NAMED, "cases: who-answers.ours", "a list of names"),
    ],
)
def test_a_number_that_cannot_be_is_told_what_can(
    trained: Path, path: str, old: str, new: str, hint: str
) -> None:
    edit(trained, path, old, new)
    [finding] = findings(trained)
    assert (finding.code, finding.place.path) == ("wrong-type", path)
    assert hint in finding.hint.text(words("en"))


@pytest.mark.parametrize("path", [F, P, W, A, R, C, "reference/roles.yml"])
def test_a_file_that_cannot_be_read_brings_no_findings_about_training(
    trained: Path, path: str
) -> None:
    (trained / path).write_text("a: [\n", encoding="utf-8")
    assert {(one.place.path, one.code) for one in findings(trained)} == {(path, "syntax")}


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (W, "objectives:\n", "objectves:\n"),
        (W, "    method: walk\n", ""),
        (W, "minutes: 15", "minutes: half"),
        (A, "moments: [before, after]", "moments: []"),
        (A, "kind: text", "kind: essay"),
        (F, "  - id: here\n    outcome:", "  - id: here\n    outcoome:"),
        (F, "expect: elsewhere", "expect: elswhere"),
        (F, "answers: {ours: no}", "answers: {ours: maybe}"),
    ],
)
def test_what_does_not_fit_brings_findings_about_itself_alone(
    trained: Path, path: str, old: str, new: str
) -> None:
    edit(trained, path, old, new)
    found = findings(trained)
    assert found
    assert {one.place.path for one in found} == {path}


def test_a_workshop_that_is_gone_is_missed_where_it_is_named(trained: Path) -> None:
    (trained / W).unlink()
    found = findings(trained)
    assert [(one.code, one.place.path) for one in found] == [
        ("unknown-reference", A),
        ("unknown-reference", R),
    ]


def test_a_workshop_without_any_case_practises_no_objective(trained: Path) -> None:
    edit(trained, W, NAMED, "cases: []")
    edit(trained, W, CHOSEN, "cases: {}")
    assert [(one.code, one.place.path) for one in findings(trained)] == [
        ("unpractised-objective", W)
    ]


def test_many_sessions_and_cases_are_judged_quickly(trained: Path) -> None:
    """A page of 400 cases, of which 300 sessions take some and a bank asks as many as it can."""
    numbers = range(400)
    flow = (trained / F).read_text(encoding="utf-8").partition("nodes:")[0]
    answers = "".join(
        f"      - {{id: a{n}, label: {{en: A{n}, pt: P{n}}}, to: e{n % 40}}}\n" for n in numbers
    )
    ends = "".join(
        f"  - {{id: e{n}, outcome: {{en: E{n}, pt: F{n}}}, kind: resolved, level: red}}\n"
        for n in range(40)
    )
    stories = "".join(
        f"  - {{id: s{n}, story: {{en: Story, pt: Conto}}, answers: {{q: a{n}}}, expect: e{n % 40}}}\n"
        for n in numbers
    )
    nodes = f"nodes:\n  - id: q\n    ask: {{en: Which, pt: Qual}}\n    answers:\n{answers}{ends}"
    (trained / "flows" / "many.yml").write_text(
        f"{flow.replace('T-01', 'T-02')}{nodes}scenarios:\n{stories}", encoding="utf-8"
    )
    cases = "pages: [many], cases: {flows: [many], minutes_each: 1}"
    sessions = "".join(
        f"  - {{id: s{n}, title: {{en: S, pt: S}}, minutes: 5, method: walk, {cases}}}\n"
        for n in range(300)
    )
    edit(trained, W, "dates:\n", f"{sessions}dates:\n")
    edit(trained, W, "minutes: 60", "minutes: 1560")
    edit(trained, A, "scenarios: 1, from: [who-answers]", "scenarios: 1000, from: [many]")
    begun = time.process_time()
    assert findings(trained) == []
    assert time.process_time() - begun < 10


def test_a_contact_to_be_confirmed_is_an_information(small: Path) -> None:
    _, found = judged(small, DAY)
    assert [(one.code, one.severity) for one in found] == [("stale-contact", Severity.INFO)]


def test_a_language_that_the_program_does_not_speak_is_an_information(small: Path) -> None:
    edit(small, "manual.yml", "tag: pt", "tag: de")
    _, found = judged(small, DAY)
    unspoken = [one for one in found if one.code == "unspoken-language"]
    assert [one.severity for one in unspoken] == [Severity.INFO]
    assert unspoken[0].place.line == line_of(small, "manual.yml", "tag: de")
    assert "locale/de.po" in unspoken[0].hint.text(words("es"))


def test_a_translation_that_nobody_confirmed_is_an_information(small: Path) -> None:
    (small / "translations.lock").write_text("{}\n", encoding="utf-8")
    _, found = judged(small, DAY)
    translations = {one.severity for one in found if one.code == "unconfirmed-translation"}
    assert translations == {Severity.INFO}


def test_a_contact_of_180_days_is_fresh_and_of_181_is_not(small: Path) -> None:
    edit(small, C, "status: recheck", "status: ok\n  verified_on: 2026-05-25")
    assert findings(small) == []


def test_the_last_day_of_review_is_still_good(small: Path) -> None:
    edit(small, P, "review_by: 2027-02-19", "review_by: 2026-11-21")
    assert findings(small) == []


def test_a_translation_is_missing_as_warning_until_the_page_is_approved(small: Path) -> None:
    edit(small, P, '  pt: "Receber um pedido"\n', "")
    assert [one.severity for one in findings(small)] == [Severity.WARNING]
    approved = "status: approved\napproved: {by: officer, on: 2026-11-20}"
    edit(small, P, "status: draft", approved)
    assert [one.severity for one in findings(small)] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("procedures/service/other.en.md", "orphan-prose"),
        ("procedures/service/receive-request.xx.md", "unknown-language"),
        ("procedures/service/second.yaml", "wrong-ending"),
        ("procedures/nowhere/receive.yml", "unknown-category"),
        ("reference/numbers.yml", "unknown-key"),
        ("flows/Árvore.yml", "bad-id"),
        ("procedures/service/index.yml", "taken-name"),
        ("docs/flows/who-answers.en.md", "taken-name"),
        ("docs/flows/index.pt.md", "taken-name"),
        ("docs/state.en.md", "taken-name"),
        ("docs/changes.en.md", "taken-name"),
        ("docs/search.en.md", "taken-name"),
        ("docs/admin.en.md", "taken-name"),
        ("docs/pdf/mine.pdf", "taken-name"),
        ("docs/pt/flows/who-answers.en.md", "taken-name"),
        ("docs/reference/Contacts.en.md", "taken-name"),
        ("docs/README.en.md", "taken-name"),
        ("docs/assets/claim-manual/start.js", "taken-name"),
        ("docs/flows", "taken-name"),
        ("docs/_headers", "taken-name"),
        ("docs/pt/changes.xml", "taken-name"),
        ("docs/Index.en.md", "taken-name"),
        ("docs/index.html", "active-file"),
        ("docs/more/page.HTM", "active-file"),
        ("docs/data.xml", "active-file"),
    ],
)
def test_a_file_that_does_not_belong_is_found(small: Path, path: str, code: str) -> None:
    file = small / path
    file.parent.mkdir(parents=True, exist_ok=True)
    source = (small / F).read_text(encoding="utf-8").replace("T-01", "T-02")
    if path.startswith("procedures") and path.endswith("yml"):
        source = source.replace("nodes:", "steps:")
    file.write_text(source if path.endswith(("yml", "yaml")) else "text\n", encoding="utf-8")
    assert (path, code) in [(one.place.path, one.code) for one in findings(small)]


def test_names_that_are_one_on_other_machines_are_found(small: Path) -> None:
    pictures = small / "docs" / "pictures"
    pictures.mkdir()
    # The second of each pair differs from the first by case, or by a combining accent alone.
    for name in ("Logo.png", "logo.png", "ecr\u00e3.png", "ecra\u0303.png"):
        (pictures / name).write_bytes(b"")
    found = [(one.place.path, one.code) for one in findings(small) if one.code == "taken-name"]
    assert found == [
        ("docs/pictures/ecr\u00e3.png", "taken-name"),
        ("docs/pictures/logo.png", "taken-name"),
    ]


def test_who_has_a_name_first_is_told(small: Path) -> None:
    file = small / "docs" / "flows" / "who-answers.en.md"
    file.parent.mkdir()
    file.write_text("text\n", encoding="utf-8")
    found = next(one for one in findings(small) if one.code == "taken-name")
    assert "flows/who-answers.yml" in found.message.text(str)


@pytest.mark.parametrize(
    ("old", "new", "code", "column"),
    [
        ("  en: {name", "  ../../out: {name", "bad-id", 3),
        ("  en: {name", "  pdf en: {name", "bad-id", 3),
        ("tag: en}", "tag: 'en\"><x'}", "wrong-type", 30),
        ("  service:", "  'Service!':", "bad-id", 3),
    ],
)
def test_keys_that_become_addresses_have_a_form(
    small: Path, old: str, new: str, code: str, column: int
) -> None:
    edit(small, "manual.yml", old, new)
    found = next(one for one in findings(small) if one.place.path == "manual.yml")
    assert (found.code, found.place.column) == (code, column)
    assert (
        new.split(":", maxsplit=1)[0].strip().strip("'") in found.message.text(str)
        or code == "wrong-type"
    )


def test_a_language_is_not_called_as_a_folder_of_the_site(small: Path) -> None:
    edit(small, "manual.yml", "  pt: {name", "  pdf: {name: PDF, tag: pt}\n  pt: {name")
    assert "taken-name" in {one.code for one in findings(small)}


@pytest.mark.parametrize("lang", ["<script>", "../x", "a b"])
def test_words_to_say_are_in_something_that_can_be_a_language(small: Path, lang: str) -> None:
    edit(small, P, "    say:\n", f'    say:\n      "{lang}": x\n')
    assert [one.code for one in findings(small)] == ["unknown-language"]


@pytest.mark.parametrize("url", ["https://[a.b/", "https://a.b:port/", "http://[::1.x/"])
def test_an_address_that_is_none_is_found(small: Path, url: str) -> None:
    edit(small, C, "https://example.org/help", url)
    assert [one.code for one in findings(small)] == ["unsafe-link"]


def test_a_link_out_of_the_folder_is_not_followed(small: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yml"
    secret.write_text("code: SECRET\n", encoding="utf-8")
    (small / "flows" / "secret.yml").symlink_to(secret)
    (small / "flows" / "again").symlink_to(small, target_is_directory=True)
    found = findings(small)
    assert [(one.place.path, one.code) for one in found] == [
        ("flows/again", "foreign-file"),
        ("flows/secret.yml", "foreign-file"),
    ]


def test_a_file_with_a_broken_schema_still_shows_its_other_defects(small: Path) -> None:
    edit(small, P, "owner: officer", "people: officer")
    edit(small, P, "use: who-answers", "use: nowhere")
    edit(small, P, "elsewhere: sent", "elsewhere: snt")
    codes = {one.code for one in findings(small)}
    assert {"unknown-key", "missing-key", "unknown-reference", "unknown-target"} <= codes


def test_the_words_for_a_person_may_be_in_the_persons_language(small: Path) -> None:
    edit(small, P, '      en: "Good morning.', '      uk: "Добрий день"\n      en: "Good morning.')
    assert findings(small) == []


@pytest.mark.parametrize("path", [F, P, C, "reference/roles.yml"])
def test_a_file_that_cannot_be_read_brings_no_findings_about_what_names_it(
    small: Path, path: str
) -> None:
    (small / path).write_text("a: [\n", encoding="utf-8")
    assert {(one.place.path, one.code) for one in findings(small)} == {(path, "syntax")}


def test_a_fact_holds_through_a_sub_process(small: Path) -> None:
    ways = "next: [{when: {who.ours: no}, to: sent}, {to: tell}]"
    edit(small, P, "    then:\n      elsewhere: sent\n", f"    {ways}\n")
    assert findings(small) == []


def test_a_manual_without_languages_is_told_that_alone(small: Path) -> None:
    text = (small / "manual.yml").read_text(encoding="utf-8")
    (small / "manual.yml").write_text(text.replace("languages:", "idiomas:"), encoding="utf-8")
    assert {one.place.path for one in findings(small)} == {"manual.yml"}


@pytest.mark.parametrize(
    ("path", "text"), [(F, "[a]\n"), (P, "words\n"), (C, "a: b\n"), ("manual.yml", "[]\n")]
)
def test_a_file_of_another_form_is_said_to_be_so(small: Path, path: str, text: str) -> None:
    (small / path).write_text(text, encoding="utf-8")
    found = [one for one in findings(small) if one.place.path == path]
    assert [(one.code, one.place.line) for one in found] == [("wrong-type", 1)]
    assert "…" not in found[0].message.text(words("en"))
