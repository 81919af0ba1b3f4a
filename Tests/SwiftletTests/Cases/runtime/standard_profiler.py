import cProfile
import io
import pstats


def work():
    return sum(i * i for i in range(1000))


profiler = cProfile.Profile()
profiler.runcall(work)
stats = pstats.Stats(profiler, stream=io.StringIO())
print(sorted(key[2] for key in stats.stats), stats.total_calls)
