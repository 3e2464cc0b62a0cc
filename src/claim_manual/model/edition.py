"""editions/<id>.yml: what goes into a print edition, and how it is printed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from claim_manual.model.schema import FlowId, Id, Model, ProcedureId, Ref, Text, about

CategoryId = Annotated[Id, Ref("category")]
RegisterId = Annotated[Id, Ref("register")]
PageId = Annotated[str, Ref("page")]
LanguageId = Annotated[str, Ref("language")]


class Options(Model):
    """How an edition is printed."""

    paper: Literal["a4", "a5", "booklet"] = Field(
        default="a4",
        description="a4, a5, ou booklet: páginas A5, duas em cada folha A4, para dobrar.",
    )
    type_size: Literal["normal", "large"] = Field(
        default="normal", description="normal ou large (letra grande, 16 pontos)."
    )
    bilingual: Literal["facing", "following"] | None = about(
        "Duas línguas num só livro: facing (páginas frente a frente) ou following (uma a seguir à outra)."
    )
    start: Literal["next", "right"] = Field(
        default="next", description="Onde começa cada procedimento: next ou right (página ímpar)."
    )
    notes: bool = Field(default=False, description="Linhas para notas no fim de cada página.")
    checklists: bool = Field(default=False, description="Uma lista de verificação para destacar.")
    cases: bool = Field(
        default=False, description="Casos para exercícios, dos cenários dos fluxos."
    )
    qr: bool = Field(default=False, description="Códigos QR para a página em linha.")
    crop_marks: bool = Field(
        default=False, description="Marcas de corte e sangria, para a gráfica."
    )
    sheets_only: bool = Field(
        default=False, description="Só as listas de verificação e os modelos."
    )
    fillable: bool = Field(
        default=False, description="Listas e modelos que se preenchem no ecrã (PDF com campos)."
    )


class Edition(Model):
    """A print edition. What is left out is all there: every procedure, every flow, every register."""

    title: Text = Field(description="Título da edição.")
    languages: tuple[LanguageId, ...] | None = about("Línguas; todas, se faltar.")
    categories: tuple[CategoryId, ...] | None = about("Categorias de procedimentos.")
    procedures: tuple[ProcedureId, ...] | None = about("Procedimentos, além dos das categorias.")
    flows: tuple[FlowId, ...] | None = about("Fluxos.")
    registers: tuple[RegisterId, ...] | None = about("Registos de reference/.")
    pages: tuple[PageId, ...] | None = about("Páginas de docs/, sem língua nem .md.")
    options: Options = Field(default=Options(), description="Como se imprime.")


FULL = "full"
"""The edition that every manual has, with or without a file of its own."""
