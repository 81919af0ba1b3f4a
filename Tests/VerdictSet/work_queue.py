"""A small service that works off a queue of jobs and retries the failed."""
# label: fix-algorithm


class Worker:
    def __init__(self):
        self.pending = []
        self.done = 0

    def submit(self, job):
        self.pending.append(job)

    def run(self):
        while self.pending:  # HOT
            job, tries = self.pending.pop(0)
            if (job * 2654435761) % 7 == 0 and tries < 2:
                self.pending.append((job, tries + 1))
            else:
                self.done += 1
        return self.done


worker = Worker()
for job in range(130_000):
    worker.submit((job, 0))
print(worker.run())
