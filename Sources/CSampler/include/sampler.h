#ifndef SWIFTLET_SAMPLER_H
#define SWIFTLET_SAMPLER_H

#include "walk.h"

/* Makes this process one that samples itself on a signal from the sampler,
   until its end. `thread_state` is PyGILState_GetThisThreadState; `holder` is
   PyThreadState_GetUnchecked, which gives the same for a thread with the GIL,
   or NULL where there is none. */
void sl_sampler_install(struct sl_ring *ring, void *(*thread_state)(void),
                        void *(*holder)(void));

/* Says that samples can be taken, where no library that sets up signals was
   found (signals.h). */
void sl_sampler_ready(void);

/* After a fork: fills in what a new ring has to say of the interpreter, which
   is the same as before; and goes on with that ring or, with NULL, unsampled.
   A process that has no ring must not be described. */
void sl_sampler_describe(struct sl_shared *shared);
void sl_sampler_continue(const struct sl_ring *ring);

/* The ring of this process, or NULL. */
struct sl_ring *sl_sampler_ring(void);

/* Walks over the frames of this thread, and gives its id. Returns 0 where that
   cannot be done. Not for two threads at once with the same walk. */
int sl_sampler_walk_here(struct sl_walk *walk, int32_t *thread);

/* Has the function called, in a signal handler, when the sampler wants a
   window for calls; see calls.h. */
void sl_sampler_on_window(void (*function)(void));

/* How many system calls of this thread were ended early by a sample alone. */
unsigned sl_sampler_interruptions(void);

/* Says whether this process is about to become another program. Returns 0
   where it is not the sampled one but, after a vfork, borrows its memory. */
int sl_sampler_leaves(int leaving);

/* Has the function called at that moment. */
void sl_sampler_when_ready(void (*function)(void));

#endif
