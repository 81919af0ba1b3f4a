"""A small service: prices invoices with the tariffs of its package."""
# label: fix-algorithm
from billing import engine, store

invoices = store.invoices(11_000)
print(round(engine.total(invoices, store.tariffs(2_600)), 2))
