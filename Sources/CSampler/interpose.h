#ifndef SWIFTLET_INTERPOSE_H
#define SWIFTLET_INTERPOSE_H

#include <stddef.h>
#include <stdint.h>

struct sl_replacement {
  const char *name;
  void *function;
};

/* Has one loaded library (`handle` is from dlopen) call other functions than
   those it imports; at most 64. Returns a bit for each that it does import, by
   its place in the list. */
uint64_t sl_interpose(void *handle, const struct sl_replacement *replacements,
                      size_t count);

#endif
