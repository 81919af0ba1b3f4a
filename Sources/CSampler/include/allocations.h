#ifndef SWIFTLET_ALLOCATIONS_H
#define SWIFTLET_ALLOCATIONS_H

#include "ring.h"

/* What is written of the memory that Python allocates, where the sampler wants
   that: a sample of the blocks, each standing for a number of bytes. */

/* `frame_count` frames follow, innermost first, as in an sl_sample. */
struct sl_allocation {
  struct sl_record record;
  int32_t thread;
  uint32_t frame_count;
  uint64_t number; /* in this process; 1 is the first */
  uint64_t bytes;  /* that it stands for */
};

/* One of them is freed. */
struct sl_release {
  struct sl_record record;
  uint64_t number;
};

#endif
