#ifndef SWIFTLET_COUNTERS_H
#define SWIFTLET_COUNTERS_H

#include "python.h"
#include "trace.h"

/* The objects that stand in traced code as constants, and count there. What
   `trace.py` writes around the script's statements calls their operators, the
   cheapest way for bytecode to get to C:

     for x in COUNTER @ values: ...    each entry and iteration, and the exit
     for () in COUNTER: ...            the same of what is inside
     ~COUNTER                          one entry, or how the next one ends

   The first two put an iterator on the frame's stack, where it lives exactly
   as long as the loop runs, however it ends, and is nobody else's: recursion,
   threads and generators keep their counts apart by themselves. */

/* What a counter does on `~`: count an entry, or say how the next one ends
   that is not exhausted and has not failed. The same in `trace.py`. */
enum sl_leaving {
  SL_STAYING = 0,
  SL_BY_BREAK = 1,
  SL_BY_CONDITION = 2,
  SL_BY_RETURN = 3,
};

/* Makes the types. The namespace has `COPY`, for counters that are pickled.
   With the GIL; returns whether it could. */
int sl_counters_prepare(struct sl_trace *trace, object *namespace);

/* A new reference to a new counter, or NULL. */
object *sl_counter_new(struct sl_trace_place *place, int leaving);

#endif
