#include "pickle_parts.h"

#include <string.h>

#include "digest.h"

enum {
  MEMO_SLOTS = 1 << 12,
  MOST_MEMO = MEMO_SLOTS * 3 / 4,
  MOST_DEPTH = 24,
  TYPE_NAME = 24, /* where a type has it */
};

static struct {
  object *floating, *complex, *text, *bytes, *byte_array, *truth, *truth_value,
      *none;
  int (*dict_next)(object *, ptrdiff_t *, object **, object **);
  int (*set_next)(object *, ptrdiff_t *, object **, ptrdiff_t *);
} known;

/* Containers that were written, for those that are met again: the number of
   each is its place in the memo. */
static struct {
  const object *value;
  uint32_t number;
} memo[MEMO_SLOTS];

int sl_pickle_prepare(uint32_t version) {
  const struct sl_symbol names[] = {
      {"PyFloat_Type", &known.floating},
      {"PyComplex_Type", &known.complex},
      {"PyUnicode_Type", &known.text},
      {"PyBytes_Type", &known.bytes},
      {"PyByteArray_Type", &known.byte_array},
      {"PyBool_Type", &known.truth},
      {"_Py_TrueStruct", &known.truth_value},
      {"_Py_NoneStruct", &known.none},
      {"PyDict_Next", &known.dict_next},
      {"_PySet_NextEntry", &known.set_next},
  };
  return SL_FIND_SYMBOLS(names) && sl_digest_prepare(version);
}

static void put(struct sl_pickle *pickle, const void *bytes, size_t size) {
  if (pickle->has_failed || size > pickle->room - pickle->size) {
    pickle->has_failed = 1;
    return;
  }
  memcpy(pickle->bytes + pickle->size, bytes, size);
  pickle->size += size;
}

void sl_put_byte(struct sl_pickle *pickle, int value) {
  unsigned char byte = (unsigned char)value;
  put(pickle, &byte, 1);
}

void sl_put_number(struct sl_pickle *pickle, uint64_t value, size_t size) {
  put(pickle, &value, size); /* both processors are little-endian */
}

void sl_put_name(struct sl_pickle *pickle, const char *text) {
  sl_put_byte(pickle, PICKLE_GLOBAL);
  put(pickle, text, strlen(text));
}

/* Where a container is in the memo, or is to be. */
static uint32_t slot_of(const object *value) {
  uint64_t hash = ((uint64_t)(uintptr_t)value >> 4) * 0x9e3779b97f4a7c15u;
  uint32_t slot = (uint32_t)(hash >> 32) % MEMO_SLOTS;
  while (memo[slot].value && memo[slot].value != value)
    slot = (slot + 1) % MEMO_SLOTS;
  return slot;
}

static void remember(struct sl_pickle *pickle, const object *value) {
  uint32_t slot = slot_of(value);
  if (pickle->memo_count == MOST_MEMO) {
    pickle->has_failed = 1;
    return;
  }
  memo[slot].value = value;
  memo[slot].number = pickle->memo_count++;
  sl_put_byte(pickle, PICKLE_PUT);
  sl_put_number(pickle, memo[slot].number, 4);
}

static void put_double(struct sl_pickle *pickle, uint64_t bits) {
  sl_put_byte(pickle, PICKLE_FLOAT);
  sl_put_number(pickle, __builtin_bswap64(bits), 8);
}

/* Two's complement of as many bytes as the magnitude takes, and one. */
static void put_integer(struct sl_pickle *pickle, const object *value) {
  int is_negative;
  uint64_t count = sl_integer_digits(value, &is_negative);
  uint64_t size = (count * 30 + 7) / 8 + 1, pending = 0;
  if (size > pickle->room) {
    pickle->has_failed = 1;
    return;
  }
  sl_put_byte(pickle, PICKLE_LONG4);
  sl_put_number(pickle, size, 4);
  unsigned bits = 0, carry = 1;
  uint64_t next = 0;
  for (uint64_t i = 0; i < size; i++) {
    if (bits < 8 && next < count) {
      pending |= (uint64_t)sl_integer_digit(value, next++) << bits;
      bits += 30;
    }
    unsigned byte = (unsigned)(pending & 0xff);
    pending >>= 8;
    bits -= bits < 8 ? bits : 8;
    if (is_negative) {
      byte = (~byte & 0xff) + carry;
      carry = byte >> 8;
    }
    sl_put_byte(pickle, (int)(byte & 0xff));
  }
}

/* As UTF-8; a lone surrogate as pickle has it, too. */
static void put_text(struct sl_pickle *pickle, const object *value) {
  const struct sl_layout *layout = pickle->layout;
  uint32_t state;
  memcpy(&state, (const char *)value + layout->string_state, sizeof state);
  uint32_t kind = state >> 2 & 7, is_compact = state >> 5 & 1,
           is_ascii = state >> 6 & 1;
  uint64_t length = word(value, layout->string_length);
  const unsigned char *data =
      (const unsigned char *)value +
      (is_ascii ? layout->string_ascii : layout->string_wide);
  if (!is_compact || length > pickle->room) {
    pickle->has_failed = 1;
    return;
  }
  sl_put_byte(pickle, PICKLE_TEXT);
  size_t place = pickle->size;
  sl_put_number(pickle, 0, 4);
  if (is_ascii) put(pickle, data, length);
  for (uint64_t i = 0; !is_ascii && i < length; i++) {
    uint32_t character = 0;
    memcpy(&character, data + i * kind, kind);
    if (character < 0x80) {
      sl_put_byte(pickle, (int)character);
      continue;
    }
    unsigned more = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
    static const unsigned char first[] = {0, 0xc0, 0xe0, 0xf0};
    sl_put_byte(pickle, (int)(first[more] | character >> 6 * more));
    while (more--)
      sl_put_byte(pickle, (int)(0x80 | (character >> 6 * more & 0x3f)));
  }
  uint32_t size = (uint32_t)(pickle->size - place - 4);
  if (!pickle->has_failed) memcpy(pickle->bytes + place, &size, 4);
}

void sl_put_bytes(struct sl_pickle *pickle, const void *data,
                      uint64_t size) {
  sl_put_byte(pickle, PICKLE_BYTES);
  sl_put_number(pickle, size, 4);
  if (size > pickle->room)
    pickle->has_failed = 1;
  else
    put(pickle, data, size);
}

static void add(struct sl_pickle *pickle, object *value, int depth);

static void add_items(struct sl_pickle *pickle, object *const *items,
                      uint64_t count, int depth) {
  sl_put_byte(pickle, PICKLE_MARK);
  for (uint64_t i = 0; i < count && !pickle->has_failed; i++)
    add(pickle, items[i], depth + 1);
}

static void add_members(struct sl_pickle *pickle, object *set, int depth) {
  ptrdiff_t place = 0, hash;
  object *member;
  sl_put_byte(pickle, PICKLE_MARK);
  while (!pickle->has_failed && known.set_next(set, &place, &member, &hash))
    add(pickle, member, depth + 1);
}

static void add_container(struct sl_pickle *pickle, object *value, int depth) {
  const struct sl_layout *layout = pickle->layout;
  uint64_t type = (uint64_t)(uintptr_t)value->type;
  uint32_t slot = slot_of(value);
  if (memo[slot].value) {
    sl_put_byte(pickle, PICKLE_GET);
    sl_put_number(pickle, memo[slot].number, 4);
  } else if (type == layout->tuple_type) {
    add_items(pickle, (object **)((char *)value + layout->tuple_items),
              word(value, 16), depth);
    sl_put_byte(pickle, PICKLE_TUPLE);
    remember(pickle, value);
  } else if (type == layout->list_type) {
    sl_put_byte(pickle, PICKLE_EMPTY_LIST);
    remember(pickle, value);
    add_items(pickle, (object **)(uintptr_t)word(value, layout->list_items),
              word(value, 16), depth);
    sl_put_byte(pickle, PICKLE_APPENDS);
  } else if (type == layout->dict_type) {
    ptrdiff_t place = 0;
    object *key, *item;
    sl_put_byte(pickle, PICKLE_EMPTY_DICT);
    remember(pickle, value);
    sl_put_byte(pickle, PICKLE_MARK);
    while (!pickle->has_failed && known.dict_next(value, &place, &key, &item)) {
      add(pickle, key, depth + 1);
      add(pickle, item, depth + 1);
    }
    sl_put_byte(pickle, PICKLE_SET_ITEMS);
  } else if (type == layout->set_type) {
    sl_put_byte(pickle, PICKLE_EMPTY_SET);
    remember(pickle, value);
    add_members(pickle, value, depth);
    sl_put_byte(pickle, PICKLE_ADD_ITEMS);
  } else if (type == layout->frozen_set_type) {
    add_members(pickle, value, depth);
    sl_put_byte(pickle, PICKLE_FROZEN_SET);
    remember(pickle, value);
  } else {
    /* A class written in Python has no point in this name. */
    const char *name = pointer(value->type, TYPE_NAME);
    if (!strcmp(name, "array.array"))
      sl_put_array(pickle, value);
    else if (!strcmp(name, "numpy.ndarray"))
      sl_put_numpy_array(pickle, value);
    else
      pickle->has_failed = 1;
    remember(pickle, value);
  }
}

static void add(struct sl_pickle *pickle, object *value, int depth) {
  const object *type = value ? value->type : NULL;
  int64_t number;
  int is_big;
  if (!value || depth > MOST_DEPTH) {
    pickle->has_failed = 1;
  } else if (value == known.none) {
    sl_put_byte(pickle, PICKLE_NONE);
  } else if (type == known.truth) {
    int is_true = value == known.truth_value;
    sl_put_byte(pickle, is_true ? PICKLE_TRUE_VALUE : PICKLE_FALSE_VALUE);
  } else if (sl_integer_value(value, &number, &is_big)) {
    put_integer(pickle, value);
  } else if (type == known.floating) {
    put_double(pickle, word(value, 16));
  } else if (type == known.complex) {
    sl_put_name(pickle, "builtins\ncomplex\n");
    sl_put_byte(pickle, PICKLE_MARK);
    put_double(pickle, word(value, 16));
    put_double(pickle, word(value, 24));
    sl_put_byte(pickle, PICKLE_TUPLE);
    sl_put_byte(pickle, PICKLE_REDUCE);
  } else if (type == known.text) {
    put_text(pickle, value);
  } else if (type == known.bytes) {
    sl_put_bytes(pickle, (const char *)value + pickle->layout->bytes_data,
              word(value, pickle->layout->bytes_length));
  } else if (type == known.byte_array) {
    /* Count, room, buffer, begin. */
    sl_put_byte(pickle, PICKLE_BYTE_ARRAY);
    sl_put_number(pickle, word(value, 16), 8);
    put(pickle, pointer(value, 40), word(value, 16));
    remember(pickle, value);
  } else {
    add_container(pickle, value, depth);
  }
}

void sl_pickle_begin(struct sl_pickle *pickle, const struct sl_layout *layout,
                     unsigned char *bytes, size_t room) {
  *pickle = (struct sl_pickle){layout, bytes, room, 0, 0, 0};
  memset(memo, 0, sizeof memo);
  sl_put_byte(pickle, PICKLE_PROTOCOL);
  sl_put_byte(pickle, 5);
}

void sl_pickle_add(struct sl_pickle *pickle, object *value) {
  add(pickle, value, 0);
}

void sl_pickle_add_all(struct sl_pickle *pickle, object *const *values,
                       uint64_t count) {
  add_items(pickle, values, count, 0);
  sl_put_byte(pickle, PICKLE_TUPLE);
}

size_t sl_pickle_end(struct sl_pickle *pickle) {
  sl_put_byte(pickle, PICKLE_STOP);
  return pickle->has_failed ? 0 : pickle->size;
}
