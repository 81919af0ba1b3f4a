#ifndef SWIFTLET_DIGEST_H
#define SWIFTLET_DIGEST_H

#include "layout.h"
#include "python.h"

/* A number for values, the same for equal values of the same types. None of
   the script's own code runs for it: where that would have to say what is
   equal, the digest is marked as opaque. */
struct sl_digest {
  const struct sl_layout *layout;
  uint64_t number;
  uint16_t flags; /* SL_OPAQUE and SL_UNHASHABLE */
  uint16_t values_left;
};

/* Finds what it needs. Returns whether all was there. */
int sl_digest_prepare(uint32_t version);

struct sl_digest sl_digest_begin(const struct sl_layout *layout);

/* With the GIL, which is kept. */
void sl_digest_add(struct sl_digest *digest, object *value);

/* How many digits of 30 bits an integer has, and its sign; and one of them,
   from the least on. */
uint64_t sl_integer_digits(const object *value, int *is_negative);
uint32_t sl_integer_digit(const object *value, uint64_t index);

/* Whether an object is an integer; if so, gives its value, saturated, and
   whether it was. */
int sl_integer_value(const object *value, int64_t *result, int *is_big);

#endif
