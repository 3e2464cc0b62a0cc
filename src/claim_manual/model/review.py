"""reviews/<round>.yml: what organisations said of the manual in a round of review, and what came of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from claim_manual.model.schema import Day, DocumentId, Id, Model, Text, about, listed

Decision = Literal["accepted", "partly", "rejected", "open"]


class Remark(Model):
    """A comment or recommendation of an organisation, and what was decided."""

    id: Id = Field(description="Id da observação, único na ronda.")
    sender: Text = Field(description="A organização que a fez; nunca uma pessoa.", alias="from")
    on: DocumentId | None = about("A página a que se refere; sem isto, ao manual todo.")
    where: Text | None = about("A parte da página.")
    comment: Text = Field(description="A observação.")
    proposal: Text | None = about("O que propõe.")
    decision: Decision = Field(description="accepted, partly, rejected ou open (por decidir).")
    why: Text | None = about("Porquê; obrigatório se não foi aceite por inteiro.")
    version: str | None = about("A versão da página em que está feito, entre aspas.")


class Round(Model):
    """A round of review."""

    title: Text = Field(description="Título da ronda.")
    opened_on: Day = Field(description="Dia em que abriu.")
    closed_on: Day | None = about("Dia em que fechou.")
    summary: Text | None = about("Sobre que foi, e quem foi ouvido.")
    remarks: tuple[Remark, ...] = listed("As observações, por ordem.")
