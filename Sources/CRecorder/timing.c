#define _GNU_SOURCE
#include "timing.h"

#include <sys/syscall.h>
#include <unistd.h>

static struct sl_trace *trace;
/* What reading the clock costs. */
static uint64_t clock_ticks;

static __thread int32_t thread_id;
/* The latest moment known on this thread: no entry began before it that is not
   known to have begun. */
static __thread uint64_t latest;

static int32_t thread(void) {
  if (!thread_id) thread_id = (int32_t)syscall(SYS_gettid);
  return thread_id;
}

/* The longest ones are kept: when there is no more room, those below a
   threshold go, and from then on no such ones are added. */
static void make_room(void) {
  uint32_t kept = 0;
  while (trace->event_count == SL_TRACE_EVENTS) {
    trace->event_threshold =
        trace->event_threshold ? 2 * trace->event_threshold : 256;
    for (uint32_t i = kept = 0; i < SL_TRACE_EVENTS; i++) {
      struct sl_trace_event *event = &trace->events[i];
      if (event->end - event->begin >= trace->event_threshold)
        trace->events[kept++] = *event;
    }
    /* Room for many, or it would be searched all the time. */
    if (kept <= SL_TRACE_EVENTS / 2) trace->event_count = kept;
  }
}

static void add_event(const struct entry *entry, uint64_t end) {
  if (end - entry->begin < trace->event_threshold) return;
  if (trace->event_count == SL_TRACE_EVENTS) make_room();
  trace->events[trace->event_count++] = (struct sl_trace_event){
      entry->begin, end, (uint32_t)(entry->place - trace->places), thread()};
}

/* Reading the clock takes longer than many a call: once a place is known for
   short entries, only some of them are timed. */
static void plan_timing(struct sl_trace_place *place, uint64_t took) {
  enum { ALL_TIMED = 1024, CLOCKS = 64, UNTIMED = 32 };
  static uint32_t random = 1;
  place->recent_ticks += (took >> 4) - (place->recent_ticks >> 4);
  if (place->entries < ALL_TIMED || !trace->lately ||
      place->recent_ticks > CLOCKS * clock_ticks)
    return;
  random = random * 1664525 + 1013904223;
  place->untimed_ahead = UNTIMED + (random >> 26);
}

void sl_entry_begin(struct entry *entry) {
  struct sl_trace_place *place = entry->place;
  int32_t self = thread();
  place->entries++;
  entry->has_begun = 1;
  entry->is_outer = place->open++ == 0 || place->owner != self;
  if (entry->is_outer) place->owner = self;
  entry->lately = trace->lately;
  entry->earliest = latest;
  if (place->untimed_ahead) {
    place->untimed_ahead--;
    entry->begin = 0;
  } else {
    entry->begin = latest = sl_ticks();
  }
}

void sl_entry_end(struct entry *entry) {
  struct sl_trace_place *place = entry->place;
  int is_long = entry->lately != trace->lately;
  if (!entry->begin && !is_long) {
    place->short_untimed += entry->is_outer;
    return;
  }
  uint64_t now = latest = sl_ticks();
  int is_timed = entry->begin != 0;
  if (!is_timed)
    entry->begin = entry->lately > entry->earliest ? entry->lately
                                                   : entry->earliest;
  uint64_t took = now - entry->begin;
  if (entry->is_outer && is_long) {
    place->long_ticks += took;
  } else if (entry->is_outer) {
    place->short_ticks += took;
    place->short_timed++;
  }
  if (is_timed) plan_timing(place, took);
  if (!place->is_resumed) add_event(entry, now);
}

void sl_timing_prepare(struct sl_trace *shared) {
  trace = shared;
  clock_ticks = UINT64_MAX;
  for (int i = 0; i < 16; i++) {
    uint64_t first = sl_ticks(), took = sl_ticks() - first;
    if (took < clock_ticks) clock_ticks = took;
  }
}
