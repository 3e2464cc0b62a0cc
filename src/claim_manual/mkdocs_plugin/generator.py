"""The site generator that is there: MkDocs, or else ProperDocs, its fork, under the same names."""

try:
    import mkdocs  # noqa: F401 - whether it is there
except ImportError:
    # It answers for each import of mkdocs.* from here on.
    import properdocs.replacement  # noqa: F401
