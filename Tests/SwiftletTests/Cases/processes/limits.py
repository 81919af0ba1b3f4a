import os
import resource

for name in sorted(dir(resource)):
    if name.startswith("RLIMIT"):
        print(name, resource.getrlimit(getattr(resource, name)))
print(os.umask(0), os.nice(0), sorted(os.sched_getaffinity(0)))
print(os.sched_getscheduler(0), os.getpriority(os.PRIO_PROCESS, 0))
