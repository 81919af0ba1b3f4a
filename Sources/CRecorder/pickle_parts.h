#ifndef SWIFTLET_PICKLE_PARTS_H
#define SWIFTLET_PICKLE_PARTS_H

#include <string.h>

#include "pickle.h"

/* What the files that write pickles share. */

/* The operations are described in CPython's `pickletools`. */
enum {
  PICKLE_PROTOCOL = 0x80,
  PICKLE_STOP = '.',
  PICKLE_MARK = '(',
  PICKLE_NONE = 'N',
  PICKLE_TRUE_VALUE = 0x88,
  PICKLE_FALSE_VALUE = 0x89,
  PICKLE_LONG4 = 0x8b,
  PICKLE_FLOAT = 'G',
  PICKLE_TEXT = 'X',
  PICKLE_BYTES = 'B',
  PICKLE_BYTE_ARRAY = 0x96,
  PICKLE_EMPTY_LIST = ']',
  PICKLE_APPENDS = 'e',
  PICKLE_TUPLE = 't',
  PICKLE_TUPLE_OF_1 = 0x85,
  PICKLE_EMPTY_DICT = '}',
  PICKLE_SET_ITEMS = 'u',
  PICKLE_EMPTY_SET = 0x8f,
  PICKLE_ADD_ITEMS = 0x90,
  PICKLE_FROZEN_SET = 0x91,
  PICKLE_GLOBAL = 'c',
  PICKLE_REDUCE = 'R',
  PICKLE_PUT = 'r',
  PICKLE_GET = 'j',
};

void sl_put_byte(struct sl_pickle *pickle, int value);
void sl_put_number(struct sl_pickle *pickle, uint64_t value, size_t size);
/* A module and a name in it, each with the end of a line. */
void sl_put_name(struct sl_pickle *pickle, const char *text);
void sl_put_bytes(struct sl_pickle *pickle, const void *data, uint64_t size);

/* Of an `array.array`, and of a `numpy.ndarray`. */
void sl_put_array(struct sl_pickle *pickle, const object *value);
void sl_put_numpy_array(struct sl_pickle *pickle, const object *value);

static inline uint64_t word(const object *value, uint32_t offset) {
  uint64_t result;
  memcpy(&result, (const char *)value + offset, sizeof result);
  return result;
}

static inline const void *pointer(const object *value, uint32_t offset) {
  return (const void *)(uintptr_t)word(value, offset);
}

#endif
