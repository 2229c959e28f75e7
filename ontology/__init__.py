"""The conflict-events ontology, its vocabularies, shapes and alignments, as Turtle."""
