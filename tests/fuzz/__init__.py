"""Nothing breaks it: documents damaged at random, seeded, and what must hold of each.

``mutations`` damages texts, ``broken_files`` bytes, ``extremes`` makes what is too long or too deep; ``cases`` numbers
them all, and ``promises`` is what each must keep. ``strategies`` are the same for hypothesis. ``guided`` lets atheris look
for inputs that reach new code of each reader. ``python -m fuzz`` (``make fuzz``) runs them for as long as it is told.
"""
