#ifndef SWIFTLET_INTERPOSE_H
#define SWIFTLET_INTERPOSE_H

#include <stddef.h>
#include <stdint.h>

struct sl_replacement {
  const char *name;
  void *function;
};

/* Has the library or program that `address` is in call other functions than
   those it imports; at most 64. Returns a bit for each that it does import, by
   its place in the list. */
uint64_t sl_interpose(void *address, const struct sl_replacement *replacements,
                      size_t count);

#endif
