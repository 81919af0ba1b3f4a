#ifndef SWIFTLET_START_H
#define SWIFTLET_START_H

#include <stdatomic.h>
#include <stdint.h>

/* How the recorder library, which the dynamic loader brings into the script's
   interpreter, learns what it is to do there: a variable of the environment
   names three descriptors, as LIBRARY:CONTROL:RING or, with the user's own
   LD_PRELOAD, LIBRARY:CONTROL:RING:PRELOAD. LIBRARY is the library's file;
   CONTROL is a memory file that starts with the structure below; RING is that
   of the samples, or -1.
   The library takes all of it away before Python begins. */
#define SL_START_VARIABLE "SWIFTLET_RECORDER"

struct sl_start {
  _Atomic uint32_t begun; /* set by the library */
  /* Two texts follow: names of files whose code is to be changed before it
     runs, each ending in a zero byte; and the Python program that does it, one
     more zero byte behind it. No program: nothing is changed. */
  uint32_t names_size, program_size;
};

static inline int sl_start_begun(const struct sl_start *start) {
  return atomic_load_explicit(&start->begun, memory_order_relaxed) != 0;
}

#endif
