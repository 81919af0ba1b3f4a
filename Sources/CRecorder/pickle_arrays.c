#include "pickle_parts.h"

static void put_short_text(struct sl_pickle *pickle, char character) {
  sl_put_byte(pickle, PICKLE_TEXT);
  sl_put_number(pickle, 1, 4);
  sl_put_byte(pickle, character);
}

/* array.array(typecode, bytes). Count, items, room, description. */
void sl_put_array(struct sl_pickle *pickle, const object *value) {
  char code;
  int32_t item_size;
  const char *description = pointer(value, 40);
  memcpy(&code, description, sizeof code);
  memcpy(&item_size, description + 4, sizeof item_size);
  if (code == 'u' || code == 'w' || word(value, 16) > pickle->room) {
    pickle->has_failed = 1;
    return;
  }
  sl_put_name(pickle, "array\narray\n");
  sl_put_byte(pickle, PICKLE_MARK);
  put_short_text(pickle, code);
  sl_put_bytes(pickle, pointer(value, 24),
            word(value, 16) * (uint64_t)item_size);
  sl_put_byte(pickle, PICKLE_TUPLE);
  sl_put_byte(pickle, PICKLE_REDUCE);
}

/* Of the elements of a NumPy array, by `dtype.char`; 0: not numbers. */
static uint64_t element_size(char code) {
  static const struct {
    char code, size;
  } sizes[] = {{'?', 1}, {'b', 1}, {'B', 1}, {'h', 2}, {'H', 2}, {'e', 2},
               {'i', 4}, {'I', 4}, {'f', 4}, {'l', 8}, {'L', 8}, {'q', 8},
               {'Q', 8}, {'d', 8}, {'F', 8}, {'D', 16}};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
    if (sizes[i].code == code) return (uint64_t)sizes[i].size;
  return 0;
}

/* numpy.array(numpy.ndarray(shape, dtype, bytes)), where the elements lie in
   order: data, dimensions, shape, strides, base, type. */
void sl_put_numpy_array(struct sl_pickle *pickle, const object *value) {
  const char *type = pointer(value, 56);
  char code = type[25], order = type[26];
  uint64_t size = element_size(code);
  uint32_t dimensions;
  memcpy(&dimensions, (const char *)value + 24, sizeof dimensions);
  const int64_t *shape = pointer(value, 32), *strides = pointer(value, 40);
  uint64_t total = size;
  int is_ordered = size && dimensions <= 8 && (order == '=' || order == '|');
  for (uint32_t i = dimensions; is_ordered && i-- > 0;) {
    is_ordered = shape[i] >= 0 && (uint64_t)shape[i] <= pickle->room &&
                 (shape[i] <= 1 || (uint64_t)strides[i] == total);
    total *= (uint64_t)shape[i];
    is_ordered = is_ordered && total <= pickle->room;
  }
  if (!is_ordered) {
    pickle->has_failed = 1;
    return;
  }
  sl_put_name(pickle, "numpy\narray\n");
  sl_put_name(pickle, "numpy\nndarray\n");
  sl_put_byte(pickle, PICKLE_MARK);
  sl_put_byte(pickle, PICKLE_MARK);
  for (uint32_t i = 0; i < dimensions; i++) {
    sl_put_byte(pickle, PICKLE_LONG4);
    sl_put_number(pickle, 8, 4);
    sl_put_number(pickle, (uint64_t)shape[i], 8);
  }
  sl_put_byte(pickle, PICKLE_TUPLE);
  put_short_text(pickle, code);
  sl_put_bytes(pickle, pointer(value, 16), total);
  sl_put_byte(pickle, PICKLE_TUPLE);
  sl_put_byte(pickle, PICKLE_REDUCE);
  sl_put_byte(pickle, PICKLE_TUPLE_OF_1);
  sl_put_byte(pickle, PICKLE_REDUCE);
}
