#ifndef SWIFTLET_WATCHING_H
#define SWIFTLET_WATCHING_H

/* Looks at calls of hot functions, in short windows that the sampler asks for,
   and writes what it sees to the ring; see calls.h.

   In a window CPython calls a function of ours to evaluate a frame (PEP 523),
   which looks at the arguments, has the frame evaluated, and looks at the
   result. Nothing in Python shows that this is so. To be called while Python
   is initialised; without a ring, or where CPython is not as it should be,
   nothing happens. */
void sl_watching_install(void);

#endif
