#include "digest.h"

#include <string.h>

#include "calls.h"

enum {
  MOST_VALUES = 256,
  MOST_DEPTH = 4,
  MOST_DIGITS = 256,
  MOST_TEXT = 1 << 16,
  /* Of every object of variable size, and of `float`. */
  HEAD = 16,
  INTEGER_DIGITS = 24,
  SEQUENCE_COUNT = 16,
};

static struct {
  object *integer, *floating, *text, *bytes, *truth, *function, *builtin,
      *module, *type, *none;
  ptrdiff_t (*hash)(object *);
} known;

static int integers_are_tagged;

int sl_digest_prepare(uint32_t version) {
  const struct sl_symbol names[] = {
      {"PyLong_Type", &known.integer},   {"PyFloat_Type", &known.floating},
      {"PyUnicode_Type", &known.text},   {"PyBytes_Type", &known.bytes},
      {"PyBool_Type", &known.truth},     {"PyFunction_Type", &known.function},
      {"PyModule_Type", &known.module},  {"PyCFunction_Type", &known.builtin},
      {"PyType_Type", &known.type},      {"_Py_NoneStruct", &known.none},
      {"PyObject_Hash", &known.hash},
  };
  integers_are_tagged = version >= 0x030c0000;
  return SL_FIND_SYMBOLS(names);
}

static void mix(struct sl_digest *digest, uint64_t value) {
  uint64_t number = (digest->number ^ value) * 0x9e3779b97f4a7c15u;
  digest->number = number ^ number >> 29;
}

static uint64_t word(const object *value, uint32_t offset) {
  uint64_t result;
  memcpy(&result, (const char *)value + offset, sizeof result);
  return result;
}

uint64_t sl_integer_digits(const object *value, int *is_negative) {
  uint64_t head = word(value, HEAD);
  if (integers_are_tagged) {
    *is_negative = (head & 3) == 2;
    return head >> 3;
  }
  int64_t size = (int64_t)head;
  *is_negative = size < 0;
  return (uint64_t)(size < 0 ? -size : size);
}

uint32_t sl_integer_digit(const object *value, uint64_t index) {
  uint32_t result;
  memcpy(&result, (const char *)value + INTEGER_DIGITS + 4 * index,
         sizeof result);
  return result;
}

static void add_integer(struct sl_digest *digest, const object *value) {
  int is_negative;
  uint64_t count = sl_integer_digits(value, &is_negative);
  mix(digest, count << 1 | (uint64_t)is_negative);
  if (count > MOST_DIGITS) {
    digest->flags |= SL_OPAQUE;
    return;
  }
  for (uint64_t i = 0; i < count; i++) mix(digest, sl_integer_digit(value, i));
}

int sl_integer_value(const object *value, int64_t *result, int *is_big) {
  if (value->type != known.integer) return 0;
  int is_negative;
  uint64_t count = sl_integer_digits(value, &is_negative);
  unsigned __int128 magnitude = 0;
  for (uint64_t i = 0; i < count && i < 3; i++)
    magnitude |= (unsigned __int128)sl_integer_digit(value, i) << 30 * i;
  *is_big = count > 3 || magnitude > (unsigned __int128)INT64_MAX + is_negative;
  if (*is_big)
    *result = is_negative ? INT64_MIN : INT64_MAX;
  else
    *result = is_negative ? (int64_t)(0 - (uint64_t)magnitude)
                          : (int64_t)magnitude;
  return 1;
}

static void add(struct sl_digest *digest, object *value, int depth);

static void add_items(struct sl_digest *digest, object *const *items,
                      uint64_t count, int depth) {
  mix(digest, count);
  if (count > digest->values_left || depth == MOST_DEPTH) {
    digest->flags |= SL_OPAQUE;
    return;
  }
  for (uint64_t i = 0; i < count; i++) add(digest, items[i], depth + 1);
}

static void add(struct sl_digest *digest, object *value, int depth) {
  if (digest->values_left) digest->values_left--;
  if (!value) {
    mix(digest, 0);
    return;
  }
  const struct sl_layout *layout = digest->layout;
  const object *type = value->type;
  mix(digest, (uint64_t)(uintptr_t)type);
  if (type == known.integer) {
    add_integer(digest, value);
  } else if (type == known.floating) {
    mix(digest, word(value, HEAD));
  } else if ((type == known.text || type == known.bytes) &&
             word(value, type == known.text ? layout->string_length
                                            : layout->bytes_length) <=
                 MOST_TEXT) {
    mix(digest, (uint64_t)known.hash(value));
  } else if (type == known.truth || value == known.none ||
             type == known.function || type == known.builtin ||
             type == known.module || type == known.type) {
    mix(digest, (uint64_t)(uintptr_t)value);
  } else if ((uint64_t)(uintptr_t)type == layout->tuple_type) {
    add_items(digest, (object **)((char *)value + layout->tuple_items),
              word(value, SEQUENCE_COUNT), depth);
  } else if ((uint64_t)(uintptr_t)type == layout->list_type) {
    digest->flags |= SL_UNHASHABLE;
    add_items(digest,
              (object **)(uintptr_t)word(value, layout->list_items),
              word(value, SEQUENCE_COUNT), depth);
  } else {
    digest->flags |= SL_OPAQUE;
    if ((uint64_t)(uintptr_t)type == layout->dict_type ||
        (uint64_t)(uintptr_t)type == layout->set_type)
      digest->flags |= SL_UNHASHABLE;
  }
}

struct sl_digest sl_digest_begin(const struct sl_layout *layout) {
  return (struct sl_digest){layout, 0x51ed270b0a1f39c1u, 0, MOST_VALUES};
}

void sl_digest_add(struct sl_digest *digest, object *value) {
  add(digest, value, 0);
}
