#ifndef SWIFTLET_PICKLE_H
#define SWIFTLET_PICKLE_H

#include <stddef.h>

#include "layout.h"
#include "python.h"

/* Writes values as Python's own module `pickle` reads them (protocol 5),
   without running any of the script's code: values of the exact built-in types
   only, and arrays of numbers. */
struct sl_pickle {
  const struct sl_layout *layout;
  unsigned char *bytes;
  size_t room, size;
  /* There was a value of another type, or too much. */
  int has_failed;
  uint32_t memo_count;
};

/* Finds what it needs. Returns whether all was there. */
int sl_pickle_prepare(uint32_t version);

/* With the GIL, which is kept until the end: there is one such thing at a
   time. */
void sl_pickle_begin(struct sl_pickle *pickle, const struct sl_layout *layout,
                     unsigned char *bytes, size_t room);
void sl_pickle_add(struct sl_pickle *pickle, object *value);

/* A tuple of them. */
void sl_pickle_add_all(struct sl_pickle *pickle, object *const *values,
                       uint64_t count);

/* Returns the size, 0 where it has failed. */
size_t sl_pickle_end(struct sl_pickle *pickle);

#endif
