#define _GNU_SOURCE
#include "trace.h"

#include <sys/mman.h>

size_t sl_trace_size(void) { return sizeof(struct sl_trace); }

struct sl_trace *sl_trace_map(int file) {
  void *trace = mmap(NULL, sizeof(struct sl_trace), PROT_READ | PROT_WRITE,
                     MAP_SHARED, file, 0);
  return trace == MAP_FAILED ? NULL : trace;
}

void sl_trace_unmap(struct sl_trace *trace) {
  if (trace) munmap(trace, sizeof *trace);
}

const struct sl_trace_place *sl_trace_place(const struct sl_trace *trace,
                                            uint32_t number) {
  if (number >= trace->place_count || number >= SL_TRACE_PLACES) return NULL;
  return &trace->places[number];
}

const struct sl_trace_event *sl_trace_event(const struct sl_trace *trace,
                                            uint32_t number) {
  if (number >= trace->event_count || number >= SL_TRACE_EVENTS) return NULL;
  return &trace->events[number];
}

const struct sl_trace_note *sl_trace_note(const struct sl_trace *trace,
                                          uint32_t number) {
  if (number >= trace->note_count || number >= SL_TRACE_NOTES) return NULL;
  return &trace->notes[number];
}

const char *sl_trace_text(const struct sl_trace *trace, uint32_t begin) {
  if (begin >= SL_TRACE_TEXT || trace->text[SL_TRACE_TEXT - 1]) return "";
  return trace->text + begin;
}

uint32_t sl_trace_tally(const struct sl_trace_place *place, uint32_t bucket) {
  return bucket < SL_TRACE_BUCKETS ? place->histogram[bucket] : 0;
}

void sl_trace_set_lately(struct sl_trace *trace, uint64_t ticks) {
  __atomic_store_n(&trace->lately, ticks, __ATOMIC_RELAXED);
}
