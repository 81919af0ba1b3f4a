#ifndef SWIFTLET_TRACING_H
#define SWIFTLET_TRACING_H

#include <stddef.h>

#include "trace.h"

/* Has the modules of the user's own files run as code that counts. `folders`
   says whose a file is: entries that each end in a zero byte, `+` or `-`
   (own, or not) before the begin of a path; the first that fits decides. The
   Python program has a function `counting`, which gives for a module's code
   and `co_filename` the code to run instead, or None. To be called while
   Python is initialised; the texts have to stay. Returns whether it could be
   arranged. */
int sl_tracing_install(struct sl_trace *trace, const char *folders,
                       size_t folders_size, const char *program);

#endif
