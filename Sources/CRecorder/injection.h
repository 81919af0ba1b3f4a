#ifndef SWIFTLET_INJECTION_H
#define SWIFTLET_INJECTION_H

#include <stddef.h>

/* Has the Python program run just before the first module is executed whose
   file has one of the names (the last part of a path; each ends in a zero
   byte), and its function `redirect` called for each such module, with the
   module's code and `co_filename`. What that returns, a list of (tuple, index,
   object), is put in place. The program finds the memory at `counters` as a
   buffer of that name in capitals. To be called while Python is initialised;
   texts and counters have to stay. Returns whether it could be arranged. */
int sl_injection_install(const char *names, size_t names_size,
                         const char *program, char *counters,
                         size_t counters_size);

#endif
