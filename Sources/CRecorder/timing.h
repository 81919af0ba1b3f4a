#ifndef SWIFTLET_TIMING_H
#define SWIFTLET_TIMING_H

#include "python.h"
#include "trace.h"

typedef object *unary(object *);

/* One entry of a place, on the stack of the frame that made it. */
struct entry {
  object head;
  struct sl_trace_place *place;
  uint64_t begin; /* 0: not timed */
  uint64_t lately, earliest, iterations;
  uint8_t has_begun, is_exhausted, is_outer;
  /* What is iterated over, if anything, and its type's `__next__`. */
  object *inner;
  unary *next;
  struct entry *free;
};

/* Learns what the clock costs. */
void sl_timing_prepare(struct sl_trace *trace);

/* An entry begins: it is counted, and perhaps timed. */
void sl_entry_begin(struct entry *entry);

/* It ends: adds the time it took, as well as that is known. */
void sl_entry_end(struct entry *entry);

#endif
