"""Many documents: ``plan`` says what becomes of which file, ``work`` does it in one process, ``pool`` in many.

>>> from undoc.batch import make_plan, run
>>> plan = make_plan([Path("reports")], Path("out"), ".json")
>>> for outcome in run(plan.tasks, Order("json"), jobs=2):
...     print(outcome.task.source, outcome.error or "done")
"""

from undoc.batch.plan import Clash, Plan, Task, make_plan
from undoc.batch.pool import in_order, run
from undoc.batch.work import Order, Outcome

__all__ = ["Clash", "Order", "Outcome", "Plan", "Task", "in_order", "make_plan", "run"]
