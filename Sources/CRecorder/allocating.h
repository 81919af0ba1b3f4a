#ifndef SWIFTLET_ALLOCATING_H
#define SWIFTLET_ALLOCATING_H

/* Samples the memory that Python allocates for objects, where the ring asks
   for it: once in so many bytes, on average. The allocators that there are go
   on doing the work. To be called when Python has its allocators. */
void sl_memory_install(void);

/* To be called in a copy of the process. */
void sl_memory_continue(void);

#endif
