"""Forms in the browser for those who do not edit files: Decap CMS with fields made from the model."""
