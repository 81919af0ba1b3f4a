#ifndef SWIFTLET_START_H
#define SWIFTLET_START_H

#include <stdatomic.h>
#include <stdint.h>

/* How the recorder library, which the dynamic loader brings into the script's
   interpreter, learns what it is to do there: a variable of the environment,
   PROCESS:LIBRARY:CONTROL:ARENA or, with the user's own LD_PRELOAD,
   PROCESS:LIBRARY:CONTROL:ARENA:PRELOAD. PROCESS is the one that samples; the
   next three are descriptors of files that it holds open: the library's own; a
   memory file that starts with the structure below; and the arena of the
   samples. CONTROL and ARENA may be -1.
   The library takes the variable away before the program begins, and gives it
   to those that the program starts. */
#define SL_START_VARIABLE "SWIFTLET_RECORDER"

struct sl_start {
  _Atomic uint32_t begun; /* set by the library */
  /* Two texts follow the counters: names of files whose code is to be changed before it
     runs, each ending in a zero byte; and the Python program that does it, one
     more zero byte behind it. No program: nothing is changed. */
  uint32_t names_size, program_size;
  /* Descriptor of the memory file to count in, an sl_trace; the texts are then
     what sl_tracing_install takes. -1: nothing is counted. */
  int32_t trace;
  /* Whether Pythons that the script starts anew do the same. */
  uint32_t is_for_children;
  /* Of the counters, pairs of 64-bit numbers, which are the first thing that
     follows. The program finds them as the buffer COUNTERS. */
  uint32_t counter_count;
};

enum { SL_COUNTER_SIZE = 16 };

static inline int sl_start_begun(const struct sl_start *start) {
  return atomic_load_explicit(&start->begun, memory_order_relaxed) != 0;
}

#endif
