#ifndef SWIFTLET_LOOK_PARTS_H
#define SWIFTLET_LOOK_PARTS_H

#include <string.h>

#include "look.h"

/* A look that is being taken. */
struct sl_look_state {
  const struct sl_looked_at *at;
  struct sl_looking *looking;
  int count;
};

static inline uint64_t sl_look_word(const unsigned char *bytes,
                                    uint32_t offset) {
  uint64_t value;
  memcpy(&value, bytes + offset, sizeof value);
  return value;
}

/* Adds a node, to be read later. */
void sl_look_add(struct sl_look_state *state, int parent, enum sl_role role,
                 uint32_t place, uint64_t address);

/* Adds the first attributes of an instance of a class written in Python. */
void sl_look_at_attributes(struct sl_look_state *state, int parent);

#endif
