"""The first page: how the plan is going, in a sentence, some numbers and a chart."""
