"""Many documents: ``plan`` says what becomes of which file, ``work`` does it in one process, ``pool`` in many.

>>> from undoc.batch import Order, make_plan, run
>>> plan = make_plan([Path("reports")], Path("out"), ".json")
>>> for outcome in run(plan.tasks, Order("json"), jobs=2):
...     print(outcome.task.place, outcome.error or "done")

``dataframe`` does it past one machine: see ``undoc.batch.frame``.
"""

from undoc.batch.frame import Frames, dataframe
from undoc.batch.plan import Clash, Plan, Task, Wanted, make_plan
from undoc.batch.pool import NoWorkers, run
from undoc.batch.work import JSONL, PARQUET, Order, Outcome
from undoc.limits import Limits

__all__ = [
    "JSONL", "PARQUET", "Clash", "Frames", "Limits", "NoWorkers", "Order", "Outcome", "Plan", "Task", "Wanted",
    "dataframe", "make_plan", "run",
]  # fmt: skip
