"""The values of choices that several models and outputs share, each with the message that says it."""

from __future__ import annotations

STATUSES = {
    "model": "Model, to be validated",
    "draft": "Draft",
    "in-review": "In review",
    "approved": "Approved",
    "retired": "No longer in force",
}
URGENCIES = {"n1": "N1, now", "n2": "N2, the same day", "n3": "N3, by appointment"}
NEEDS = {"required": "Needed", "optional": "If there is one", "never-ask": "Never ask for"}
COUNTS = {"calendar": "Calendar days", "working": "Working days"}
TIMES = {"target": "model", "legal": "legal"}
"""Kinds of how long a step may take."""
LIMITS = {"target": "model target", "legal": "legal"}
"""Kinds of time limits in words."""
EVIDENCES = {
    "found": "seen in a source",
    "background": "to be confirmed",
    "changed": "changed recently",
}
PRACTICES = {"internal": "internal", "external": "external"}
LEVELS = {"red": "Act now", "amber": "With care", "green": "Go on"}
ENDS = {
    "resolved": "Resolved",
    "referred": "Referred to somebody else",
    "refused": "Refused",
    "pending": "Waiting",
    "escalated": "Passed on to whoever decides",
}
"""Kinds of outcomes."""
BRANCH_ENDS = {"done": "The branch is done"}
"""The one kind of outcome that a branch can have."""
QUESTION_KINDS = {
    "choice": "Question",
    "multiple": "Question with several answers",
    "number": "Question for a number",
    "date": "Question for a date",
}
MEASURES = {
    "days-since": "Days since",
    "days-until": "Days until",
    "months-since": "Months since",
    "years-since": "Years since",
    "date": "The day itself",
}
FLOW_KINDS = {"decision-tree": "Decision tree", "decision-table": "Decision table"}
HIT_POLICIES = {
    "unique": "Exactly one rule applies.",
    "first": "The first rule that applies is taken.",
    "collect": "All rules that apply are taken.",
}
ROLE_KINDS = {
    "internal": "Of the organisation",
    "partner": "Of a partner",
    "person": "A person helped",
}
ROLE_LEVELS = {"decides": "Decides", "operates": "Operates"}
SECTORS = {
    "public": "Public sector",
    "private": "Private sector",
    "social": "Social sector",
    "cooperation": "Cooperation",
    "international": "International organisations",
}
LINK_KINDS = {
    "agreement": "Agreement",
    "meeting": "Meeting",
    "system": "Shared system",
    "referral": "Referral",
    "report": "Report",
}
CONTACT_KINDS = {
    "emergency": "Emergency",
    "hotline": "Helpline",
    "office": "Office",
    "online": "Online",
}
CONTACT_STATUSES = {"ok": "Confirmed", "recheck": "To be confirmed", "weak": "Not shown"}
HOSTS = {
    "municipality": "Municipality",
    "association": "Association",
    "university": "University",
    "other": "Other organisation",
}
"""Kinds of organisations that run centres."""
DECISIONS = {
    "accepted": "Accepted",
    "partly": "Accepted in part",
    "rejected": "Not accepted",
    "open": "To be decided",
}
MONTH_ENDS = {
    "last-day": "On the last day of that month",
    "following-day": "On the first day of the next month",
}
"""When a term in months or years ends in a month that has no such day."""
DIAGRAMS = {"build": "Drawn when the site is made", "client": "Drawn in the browser"}
BACKENDS = {"github": "GitHub", "gitlab": "GitLab", "gitea": "Gitea"}
PAPERS = {"a4": "A4", "a5": "A5", "booklet": "Booklet: A5 pages on A4 sheets"}
TYPE_SIZES = {"normal": "Normal", "large": "Large print"}
BILINGUALS = {"facing": "Facing pages", "following": "One after the other"}
STARTS = {"next": "On the next page", "right": "On a right-hand page"}
METHODS = {
    "plenary": "All together",
    "small-groups": "Small groups",
    "role-play": "Role play",
    "walk": "Walk through a tree together",
    "individual": "Each alone",
    "break": "Break",
}
"""How a session of a workshop is held."""
BRIEF_KINDS = {"summary": "Executive summary", "report": "Report", "plan": "Plan"}
MOMENTS = {"before": "Before", "after": "After", "later": "Some time later"}
"""When an assessment is answered, seen from its workshop."""
ASKED_AS = {
    "scale": "Scale from 1 to 5",
    "choice": "One answer",
    "multiple": "Several answers",
    "text": "Open answer",
}
"""Kinds of questions of an assessment."""
MEASURED = {
    "satisfaction": "Satisfaction",
    "effectiveness": "What the training changed",
    "feedback": "What to change",
}
"""What a question of an assessment measures."""
