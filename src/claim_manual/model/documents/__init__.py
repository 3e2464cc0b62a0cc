"""The documents of a manual: manual.yml, procedures and flows."""

from claim_manual.model.documents.flow import (
    DecisionTable,
    DecisionTree,
    Flow,
    HitPolicy,
    TableRule,
)
from claim_manual.model.documents.phase import Category, Phase
from claim_manual.model.documents.procedure import (
    GoodPractice,
    Indicator,
    NamedLimit,
    PersonalData,
    Procedure,
    Question,
    Responsibilities,
    StatedLimit,
)
from claim_manual.model.documents.scenario import Given, Scenario
from claim_manual.model.documents.settings import Editor, Language, PersonSheet, Settings

__all__ = [
    "Category",
    "DecisionTable",
    "DecisionTree",
    "Editor",
    "Flow",
    "Given",
    "GoodPractice",
    "HitPolicy",
    "Indicator",
    "Language",
    "NamedLimit",
    "PersonSheet",
    "PersonalData",
    "Phase",
    "Procedure",
    "Question",
    "Responsibilities",
    "Scenario",
    "Settings",
    "StatedLimit",
    "TableRule",
]
