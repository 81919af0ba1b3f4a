"""Runs a kernel and its Python original on the same arguments.

Arguments: journal, target, folder of the package's modules, its name, the
function, a file to write progress to, folders for `sys.path`. Writes JSON.
"""
import functools
import importlib
import json
import os
import resource
import signal
import sys
import time

# Seconds for one made-up call, for all of them, for the recorded ones, for
# timing, and for timing where three rounds take longer; a recorded call itself
# may take as long as it took in the script.
VARIANT_LIMIT, VARIANTS_LIMIT, CALLS_LIMIT = 0.25, 5, 30
TIMING_LIMIT, LONG_LIMIT = 2, 10
VARIANT_COUNT = 600


class TooSlow(BaseException):
    pass


def stop(*_):
    raise TooSlow


class Replay:
    def __init__(self, package, name, progress):
        module = importlib.import_module(f"{package}._original")
        find = functools.partial(functools.reduce, getattr)

        def find_class(name, base=object):
            try:
                return find(name.split("."), module)
            except AttributeError:
                # The function has no use for it, and neither has the package.
                return stand_in(name, base)

        class_finders.append(find_class)
        self.original = find(name.split("."), module)
        kernel = importlib.import_module(f"{package}._kernel")
        kernel._set_original(name, self.original)
        self.kernel = getattr(kernel, name)
        self.statistics = lambda: kernel._statistics()[name]
        self.time_crossing = getattr(kernel, "_time_crossing", None)
        self.shared_loops = getattr(kernel, "_shared_loops", int)
        # A kernel written by hand need not have any.
        for path in getattr(kernel, "_variables", tuple)():
            watch(module, path.split("."))
        self.name = name
        self.progress = open(progress, "w")
        self.report = dict(
            checked=0, fallbacks=0, variants=0, variantFallbacks=0,
            mismatch=None, unstable=None, originalSeconds=0.0,
            kernelSeconds=0.0, crossingShare=None,
            sharedLoops=0)

    def at(self, text):
        """Says what runs next, in case that the process does not survive."""
        self.progress.seek(0)
        self.progress.truncate()
        self.progress.write(text)
        self.progress.flush()

    def compare(self, expected, values):
        """Whether the kernel fell back; notes a difference in the report."""
        text = call_text(self.name, values)
        self.at(text)
        before = self.statistics()
        found = Outcome(self.kernel, values)
        fell_back = self.statistics()[1] > before[1]
        difference = expected.difference(found)
        if difference is not None:
            self.report["mismatch"] = f"for {text} {difference}"
        return fell_back

    def recorded(self, calls):
        """Checks the recorded calls; returns those that were checked."""
        start = time.perf_counter()
        done = []
        for record in calls:
            if done and time.perf_counter() - start > CALLS_LIMIT:
                break
            expected = Outcome(self.original, rebuilt(record[5]))
            if not self.is_as_recorded(expected, record):
                return done
            fell_back = self.compare(expected, rebuilt(record[5]))
            if self.report["mismatch"]:
                self.ask_again(expected, record)
                return done
            self.report["checked"] += 1
            self.report["fallbacks"] += fell_back
            done.append(record)
        return done

    def ask_again(self, expected, record):
        """The kernel is not to blame for an original that changes its mind."""
        again = Outcome(self.original, rebuilt(record[5]))
        if again.exact != expected.exact:
            self.report["mismatch"] = None
            self.report["unstable"] = (
                f"{call_text(self.name, rebuilt(record[5]))} gives "
                f"{expected.text} and then {again.text}")

    def is_as_recorded(self, outcome, record):
        _, _, _, _, _, before, kind, value, after = record
        error = outcome.error
        if kind == "raise":
            is_same = value == (type(error).__name__, str(error))
            then, now = after, outcome.values
            if value[1] is None or after is None:
                return True
        else:
            is_same = error is None
            # What became of the arguments may not be known.
            then, now = value, [outcome.result]
            if kind == "return":
                now = [*outcome.values, outcome.result]
            if value is None:
                return True
        then = rebuilt(then)
        # In what order a set was filled is not in a recording.
        for sorts_sets in (False, True) if is_same else ():
            if all_canonical(then, sorts_sets) == all_canonical(
                    now, sorts_sets):
                return True
        self.report["unstable"] = (
            f"{call_text(self.name, rebuilt(before))} gives {outcome.text} "
            "now, and gave something else in the script")
        return False

    def made_up(self, calls):
        start = time.perf_counter()
        signal.signal(signal.SIGALRM, stop)
        for record in calls:
            for values in made_up(rebuilt(record[5])):
                if (time.perf_counter() - start > VARIANTS_LIMIT
                        or self.report["variants"] >= VARIANT_COUNT):
                    return
                expected = self.limited(values)
                if expected is None:
                    continue
                fell_back = self.compare(expected, fresh(values))
                if self.report["mismatch"] and self.is_unsettled(
                        expected, values):
                    self.report["mismatch"] = None
                    continue
                self.report["variants"] += 1
                self.report["variantFallbacks"] += fell_back
                if self.report["mismatch"]:
                    return

    def is_unsettled(self, expected, values):
        """Whether Python itself gives something else each time, as where a
        made-up seed is None."""
        again = self.limited(values)
        return again is None or again.exact != expected.exact

    def limited(self, values):
        """The original's outcome, or None where it takes too much."""
        self.at("the original of " + call_text(self.name, values))
        try:
            signal.setitimer(signal.ITIMER_REAL, VARIANT_LIMIT)
            try:
                outcome = Outcome(self.original, fresh(values))
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
        except TooSlow:
            return None
        # Where the recursion ends depends on how deep it began.
        if isinstance(outcome.error, (MemoryError, RecursionError)):
            return None
        return outcome

    def timed(self, calls):
        """The shortest time of several rounds, for each call and function:
        three at least, or a machine that stands still for a moment decides."""
        start = time.perf_counter()
        best = {}
        for round in range(7):
            for index, record in enumerate(calls):
                for side in ("original", "kernel"):
                    function = getattr(self, side)
                    values = rebuilt(record[5])
                    self.at(call_text(self.name, values))
                    begin = time.perf_counter()
                    try:
                        function(*values)
                    except Exception:
                        pass
                    spent = time.perf_counter() - begin
                    key = (side, index)
                    best[key] = min(spent, best.get(key, spent))
            spent = time.perf_counter() - start
            if spent > TIMING_LIMIT and round >= 2 or spent > LONG_LIMIT:
                break
        for (side, _), seconds in best.items():
            self.report[side + "Seconds"] += seconds

    def crossing(self, calls):
        """The part of the kernel's time in reading arguments and in making
        and putting back results, and how many loops threads shared."""
        if self.time_crossing is None:
            return
        start = time.perf_counter()
        before = self.shared_loops()
        sums = (0, 0)
        for record in calls:
            values = rebuilt(record[5])
            self.at(call_text(self.name, values))
            self.time_crossing(True)
            try:
                self.kernel(*values)
            except Exception:
                pass
            whole, inside = self.time_crossing(False)
            sums = [a + b for a, b in zip(sums, (whole, inside))]
            if time.perf_counter() - start > TIMING_LIMIT:
                break
        self.report["sharedLoops"] = self.shared_loops() - before
        whole, inside = sums
        if whole > 0:
            self.report["crossingShare"] = 1 - inside / whole


def main():
    journal, target, folder, package, name, progress, *paths = sys.argv[1:]
    sys.path[:0] = [folder, *paths]
    # What the script's modules print is not part of the answer.
    answer = os.fdopen(os.dup(1), "w")
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    limit = 8 << 30
    resource.setrlimit(
        resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))
    replay = Replay(package, name, progress)
    done = replay.recorded(calls(journal, int(target)))
    sound = not replay.report["mismatch"] and not replay.report["unstable"]
    if sound and done:
        replay.timed(done)
        replay.crossing(done)
        distinct = {}
        for record in done:
            distinct.setdefault(record[5], record)
        smallest = sorted(distinct.values(), key=lambda r: len(r[5]))
        replay.made_up(smallest[:2] + smallest[-1:])
    json.dump(replay.report, answer)
    answer.flush()
    # Without the interpreter's own end: a script's module may have threads.
    os._exit(0)


main()
