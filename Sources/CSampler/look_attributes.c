#define _GNU_SOURCE
#include "look_parts.h"

/* Attributes are in a block of values that the type has the names for, or in
   slots. An instance with a dictionary of its own is left alone. */

enum {
  /* Offsets in a type, which are part of the ABI. */
  META = 8,
  SLOT_COUNT = 16,
  BASIC_SIZE = 32,
  FLAGS = 168,
  IS_HEAP_TYPE = 1 << 9,
  HAS_MANAGED_DICT = 1 << 4,
  HAS_INLINE_VALUES = 1 << 2,
  /* Instances in instances are not opened. */
  DEEPEST = 1,
  LARGEST = 1 << 16, /* instance */
  IS_OBJECT = 16,    /* what a slot is: Py_T_OBJECT_EX */
};

/* `PyMemberDef`. */
struct member {
  uint64_t name;
  uint32_t kind;
  uint64_t offset;
  uint64_t flags, text;
};

static uint64_t find_values(const struct sl_layout *layout, pid_t pid,
                            const struct sl_node *node, uint64_t flags) {
  uint64_t before[2], size = 0;
  if (!sl_read(pid, node->address - 32, before, sizeof before)) return 0;
  switch (layout->instance_values) {
    case SL_VALUES_APART: return before[0];
    case SL_VALUES_TAGGED: return before[1] & 1 ? before[1] + 1 : 0;
    case SL_VALUES_INLINE:
      return flags & HAS_INLINE_VALUES && !before[1] &&
                     sl_read(pid, node->type + BASIC_SIZE, &size, 8)
                 ? node->address + size
                 : 0;
    default: return 0;
  }
}

static void add_values(struct sl_look_state *state, int parent,
                       uint64_t flags) {
  const struct sl_layout *layout = &state->at->ring->shared->layout;
  pid_t pid = state->at->pid;
  const struct sl_node *node = &state->looking->nodes[parent];
  unsigned char *head = state->looking->keys;
  uint64_t values = find_values(layout, pid, node, flags), keys = 0;
  if (!values || layout->keys_indices > 40 ||
      !sl_read(pid, node->type + layout->type_keys, &keys, 8) || !keys ||
      !sl_read(pid, keys, head, layout->keys_indices))
    return;
  enum { SPLIT = 2 };
  uint64_t count = sl_look_word(head, layout->keys_count);
  uint32_t index_bytes = head[layout->keys_index_bytes];
  if (index_bytes > 40 || head[layout->keys_kind] != SPLIT) return;
  if (count > SL_MAX_ATTRIBUTES) count = SL_MAX_ATTRIBUTES;
  uint64_t *entries = state->looking->pointers;
  uint64_t *found = entries + 2 * SL_MAX_ATTRIBUTES;
  uint64_t table = keys + layout->keys_indices + ((uint64_t)1 << index_bytes);
  if (!sl_read(pid, table, entries, count * 16) ||
      !sl_read(pid, values + layout->values_begin, found, count * 8))
    return;
  for (uint32_t i = 0; i < count; i++) {
    if (!entries[2 * i] || !found[i]) continue;
    sl_look_add(state, parent, SL_ATTRIBUTE_NAME, i, entries[2 * i]);
    sl_look_add(state, parent, SL_ATTRIBUTE, i, found[i]);
  }
}

/* A class has the descriptions of its slots behind itself. */
static void add_slots(struct sl_look_state *state, int parent) {
  pid_t pid = state->at->pid;
  const struct sl_node *node = &state->looking->nodes[parent];
  uint64_t meta = 0, size = 0, count = 0, value = 0;
  struct member members[SL_MAX_ATTRIBUTES];
  if (!sl_read(pid, node->type + SLOT_COUNT, &count, 8) || !count ||
      !sl_read(pid, node->type + META, &meta, 8) ||
      !sl_read(pid, meta + BASIC_SIZE, &size, 8) || size > LARGEST)
    return;
  if (count > SL_MAX_ATTRIBUTES) count = SL_MAX_ATTRIBUTES;
  if (!sl_read(pid, node->type + size, members, count * sizeof *members))
    return;
  for (uint32_t i = 0; i < count; i++) {
    if (members[i].kind != IS_OBJECT || members[i].offset >= LARGEST ||
        !sl_read(pid, node->address + members[i].offset, &value, 8) || !value)
      continue;
    sl_look_add(state, parent, SL_SLOT_NAME, i, members[i].name);
    sl_look_add(state, parent, SL_ATTRIBUTE, i, value);
  }
}

void sl_look_at_attributes(struct sl_look_state *state, int parent) {
  const struct sl_node *node = &state->looking->nodes[parent];
  uint64_t flags = 0;
  if (node->depth > DEEPEST || !state->at->ring->shared->layout.type_keys ||
      !sl_read(state->at->pid, node->type + FLAGS, &flags, 8) ||
      !(flags & IS_HEAP_TYPE))
    return;
  if (flags & HAS_MANAGED_DICT)
    add_values(state, parent, flags);
  else
    add_slots(state, parent);
}
