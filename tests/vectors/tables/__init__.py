"""The tables behind the vectors: one module per file, beside what they share."""
