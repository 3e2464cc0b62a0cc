"""Judges a manual: each rule is a function of a module of its own, from manual to findings.

The rooms are the sections of docs/findings.md.
"""

from __future__ import annotations

import datetime as dt

from claim_manual.check.briefs.doubtful_approvals import doubtful_approvals
from claim_manual.check.briefs.empty_parts import empty_parts
from claim_manual.check.briefs.unclear_parts import unclear_parts
from claim_manual.check.briefs.unknown_counts import unknown_counts
from claim_manual.check.briefs.unknown_parts import unknown_parts
from claim_manual.check.briefs.unsourced_numbers import unsourced_numbers
from claim_manual.check.centres.lacking_contacts import lacking_contacts
from claim_manual.check.centres.misplaced_locals import misplaced_locals
from claim_manual.check.centres.personal_addresses import personal_addresses
from claim_manual.check.centres.repeated_areas import repeated_areas
from claim_manual.check.centres.shared_areas import shared_areas
from claim_manual.check.centres.stale_centres import stale_centres
from claim_manual.check.centres.uneven_shapes import uneven_shapes
from claim_manual.check.centres.unreachable_places import unreachable_places
from claim_manual.check.files.active_files import active_files
from claim_manual.check.files.attachments import attachments
from claim_manual.check.files.front_matter import front_matter
from claim_manual.check.files.orphan_prose import orphan_prose
from claim_manual.check.files.pictures import pictures
from claim_manual.check.files.taken_names import taken_names
from claim_manual.check.files.unpublished_pages import unpublished_pages
from claim_manual.check.flows.branch_facts import branch_facts
from claim_manual.check.flows.circular_uses import circular_uses
from claim_manual.check.flows.constant_guards import constant_guards
from claim_manual.check.flows.crossed_branches import crossed_branches
from claim_manual.check.flows.endless_loops import endless_loops
from claim_manual.check.flows.idle_questions import idle_questions
from claim_manual.check.flows.lone_branches import lone_branches
from claim_manual.check.flows.misplaced_ranges import misplaced_ranges
from claim_manual.check.flows.no_way_out import no_way_out
from claim_manual.check.flows.own_continuation import own_continuation
from claim_manual.check.flows.range_gaps import range_gaps
from claim_manual.check.flows.range_overlaps import range_overlaps
from claim_manual.check.flows.repeated_questions import repeated_questions
from claim_manual.check.flows.unhandled_outcomes import unhandled_outcomes
from claim_manual.check.flows.unknown_facts import unknown_facts
from claim_manual.check.flows.unknown_outcomes import unknown_outcomes
from claim_manual.check.flows.unknown_targets import unknown_targets
from claim_manual.check.flows.unproved_flows import unproved_flows
from claim_manual.check.flows.unreachable_nodes import unreachable_nodes
from claim_manual.check.keys.answer_labels import answer_labels
from claim_manual.check.keys.duplicate_codes import duplicate_codes
from claim_manual.check.keys.duplicate_ids import duplicate_ids
from claim_manual.check.keys.half_waits import half_waits
from claim_manual.check.keys.misplaced_ways import misplaced_ways
from claim_manual.check.keys.unanswered_ways import unanswered_ways
from claim_manual.check.keys.unknown_categories import unknown_categories
from claim_manual.check.phases.empty_phases import empty_phases
from claim_manual.check.phases.lone_phases import lone_phases
from claim_manual.check.phases.misplaced_phases import misplaced_phases
from claim_manual.check.phases.phase_circles import phase_circles
from claim_manual.check.phases.unowned_phases import unowned_phases
from claim_manual.check.references.alternatives import alternatives
from claim_manual.check.references.broken_links import broken_links
from claim_manual.check.references.form_files import files_of_forms
from claim_manual.check.references.uneven_editions import uneven_editions
from claim_manual.check.references.unknown_references import unknown_references
from claim_manual.check.references.unsafe_links import unsafe_links
from claim_manual.check.roles.idle_responsibilities import idle_responsibilities
from claim_manual.check.roles.own_deputies import own_deputies
from claim_manual.check.roles.unclear_assignments import unclear_assignments
from claim_manual.check.roles.unclear_links import unclear_links
from claim_manual.check.roles.unlinked_handovers import unlinked_handovers
from claim_manual.check.roles.unlisted_roles import unlisted_roles
from claim_manual.check.roles.unused_roles import unused_roles
from claim_manual.check.rule import Rule
from claim_manual.check.scenarios.broken_policies import broken_policies
from claim_manual.check.scenarios.failing_scenarios import failing_scenarios
from claim_manual.check.scenarios.idle_policies import idle_policies
from claim_manual.check.scenarios.uncovered_answers import uncovered_answers
from claim_manual.check.scenarios.waivers import waived
from claim_manual.check.state.emergency_contacts import emergency_contacts
from claim_manual.check.state.opening_overlaps import opening_overlaps
from claim_manual.check.state.review_overdue import review_overdue
from claim_manual.check.state.stale_contacts import stale_contacts
from claim_manual.check.state.unconfirmed_pages import unconfirmed_pages
from claim_manual.check.state.unnamed_approvals import unnamed_approvals
from claim_manual.check.state.unsettled_remarks import unsettled_remarks
from claim_manual.check.tables.shadowed_rules import shadowed_rules
from claim_manual.check.tables.table_gaps import table_gaps
from claim_manual.check.tables.table_overlaps import table_overlaps
from claim_manual.check.texts.avoided_terms import avoided_terms
from claim_manual.check.texts.crowded_first_screens import crowded_first_screens
from claim_manual.check.texts.empty_texts import empty_texts
from claim_manual.check.texts.keywords import keywords
from claim_manual.check.texts.missing_glyphs import missing_glyphs
from claim_manual.check.texts.missing_translations import missing_translations
from claim_manual.check.texts.stale_translations import stale_translations
from claim_manual.check.texts.unknown_languages import unknown_languages
from claim_manual.check.texts.unknown_tags import unknown_tags
from claim_manual.check.texts.unspoken_languages import unspoken_languages
from claim_manual.check.texts.unsupported_markup import unsupported_markup
from claim_manual.check.texts.word_residue import word_residue
from claim_manual.check.workshops.contacts_of_people import contacts_of_people
from claim_manual.check.workshops.mismatched_assessments import mismatched_assessments
from claim_manual.check.workshops.misplaced_results import misplaced_results
from claim_manual.check.workshops.taken_question_names import taken_question_names
from claim_manual.check.workshops.unanswerable_questions import unanswerable_questions
from claim_manual.check.workshops.unexplained_cases import unexplained_cases
from claim_manual.check.workshops.unknown_cases import unknown_cases
from claim_manual.check.workshops.unknown_material import unknown_material
from claim_manual.check.workshops.unpractised_objectives import unpractised_objectives
from claim_manual.check.workshops.untold_cases import untold_cases
from claim_manual.check.workshops.wrong_minutes import wrong_minutes
from claim_manual.model.finding import Finding
from claim_manual.model.manual import Manual
from claim_manual.model.place import NOWHERE

RULES: tuple[Rule[Manual, dt.date], ...] = (
    duplicate_ids,
    duplicate_codes,
    taken_names,
    active_files,
    attachments,
    pictures,
    unknown_categories,
    unknown_languages,
    unknown_tags,
    unspoken_languages,
    missing_translations,
    stale_translations,
    empty_texts,
    crowded_first_screens,
    avoided_terms,
    keywords,
    missing_glyphs,
    unsupported_markup,
    word_residue,
    answer_labels,
    unknown_references,
    alternatives,
    files_of_forms,
    uneven_editions,
    unknown_targets,
    unknown_outcomes,
    unknown_facts,
    circular_uses,
    own_continuation,
    unanswered_ways,
    misplaced_ways,
    half_waits,
    crossed_branches,
    lone_branches,
    branch_facts,
    misplaced_ranges,
    range_gaps,
    range_overlaps,
    unreachable_nodes,
    no_way_out,
    unhandled_outcomes,
    endless_loops,
    repeated_questions,
    idle_questions,
    constant_guards,
    table_gaps,
    table_overlaps,
    shadowed_rules,
    failing_scenarios,
    uncovered_answers,
    idle_policies,
    broken_policies,
    unproved_flows,
    unlisted_roles,
    idle_responsibilities,
    unused_roles,
    phase_circles,
    misplaced_phases,
    lone_phases,
    unowned_phases,
    empty_phases,
    own_deputies,
    unclear_assignments,
    unclear_links,
    unlinked_handovers,
    broken_links,
    unsafe_links,
    orphan_prose,
    front_matter,
    unpublished_pages,
    review_overdue,
    unconfirmed_pages,
    unnamed_approvals,
    unsettled_remarks,
    stale_contacts,
    lacking_contacts,
    misplaced_locals,
    personal_addresses,
    repeated_areas,
    shared_areas,
    stale_centres,
    uneven_shapes,
    unreachable_places,
    emergency_contacts,
    opening_overlaps,
    wrong_minutes,
    unknown_cases,
    untold_cases,
    unexplained_cases,
    unpractised_objectives,
    unknown_material,
    unanswerable_questions,
    taken_question_names,
    mismatched_assessments,
    misplaced_results,
    contacts_of_people,
    unclear_parts,
    unknown_parts,
    empty_parts,
    unknown_counts,
    unsourced_numbers,
    doubtful_approvals,
)


def check(manual: Manual, today: dt.date) -> list[Finding]:
    """Every finding of every rule; `today` is the day that reviews and contacts go by."""
    findings = [finding for rule in RULES for finding in rule(manual, today)]
    return [finding for finding in waived(manual, findings) if finding.place != NOWHERE]
