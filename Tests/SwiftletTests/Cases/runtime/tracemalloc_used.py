#: environment PYTHONTRACEMALLOC=3
import tracemalloc

print(tracemalloc.is_tracing(), tracemalloc.get_traceback_limit())
kept = [str(number) * 5 for number in range(1000)]
snapshot = tracemalloc.take_snapshot().filter_traces(
    [tracemalloc.Filter(True, __file__)])
print(max(s.count for s in snapshot.statistics("lineno")) >= 1000)
