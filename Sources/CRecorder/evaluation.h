#ifndef SWIFTLET_EVALUATION_H
#define SWIFTLET_EVALUATION_H

#include "python.h"
#include "trace.h"

/* Finds what is needed. Returns whether it is there. */
int sl_evaluation_prepare(const struct sl_trace *trace);

/* The next frame of the code, which is about to be evaluated, is not: the
   other code runs in its place, with the same variables, and nothing shows the
   frame that was meant for it. With the GIL. */
void sl_evaluate_instead(object *code, object *other);

#endif
