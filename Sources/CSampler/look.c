#define _GNU_SOURCE
#include "look_parts.h"

#include <string.h>
#include <sys/uio.h>

#include "calls.h"
#include "clock.h"

enum {
  PAGE = 4096,
  BATCH = 32,
  MAX_POSITIONS = 16, /* of a tuple */
  MAX_ITEMS = 6,      /* of other containers */
  SET_WINDOW = 24,    /* entries of a set's table that are searched */
  TYPE = 8,           /* offset of an object's type */
  HEAD = 16,          /* of an object: count and type */
};

/* A field of a value, by its offset from the value's begin. */
static uint64_t field(const struct sl_node *node, uint32_t offset) {
  if (offset < HEAD || offset + 8 > HEAD + SL_PAYLOAD) return 0;
  return sl_look_word(node->payload, offset - HEAD);
}

/* Reads type and payload of nodes that have an address only. One that cannot
   be read keeps a type of 0. */
static void read_nodes(pid_t pid, struct sl_node *nodes, int count) {
  int next = 0;
  while (next < count) {
    struct iovec local[2 * BATCH], remote[BATCH];
    unsigned long parts = 0;
    int begin = next;
    for (; next < count && next - begin < BATCH; next++) {
      struct sl_node *node = &nodes[next];
      uint64_t address = node->address + TYPE;
      uint64_t left = PAGE - address % PAGE;
      size_t size = TYPE + SL_PAYLOAD;
      if (size > left) size = left;
      memset(node->payload, 0, sizeof node->payload);
      node->type = 0;
      local[2 * parts] = (struct iovec){&node->type, 8};
      local[2 * parts + 1] =
          (struct iovec){node->payload, size > 8 ? size - 8 : 0};
      remote[parts++] = (struct iovec){(void *)(uintptr_t)address, size};
    }
    ssize_t size =
        process_vm_readv(pid, local, 2 * parts, remote, parts, 0);
    /* The first address that cannot be read ends a batch. */
    unsigned long done = 0;
    ssize_t sum = 0;
    while (done < parts && sum + (ssize_t)remote[done].iov_len <= size)
      sum += (ssize_t)remote[done++].iov_len;
    if (done < parts) {
      nodes[begin + (int)done].type = 0;
      next = begin + (int)done + 1;
    }
  }
}

void sl_look_add(struct sl_look_state *state, int parent, enum sl_role role,
                 uint32_t place, uint64_t address) {
  address &= state->at->ring->shared->layout.reference_mask;
  if (!address || address % 8 || state->count == SL_MAX_NODES) return;
  struct sl_node *node = &state->looking->nodes[state->count++];
  node->address = address;
  node->parent = (uint16_t)parent;
  node->role = (uint8_t)role;
  node->place = place;
  node->depth =
      role == SL_LOCAL || role == SL_NAME || role == SL_STACKED
          ? 0
          : (uint8_t)(state->looking->nodes[parent].depth + 1);
}

/* Some of many places, the first and the last among them; the others move
   from look to look. */
static int choose(uint64_t count, uint32_t *places) {
  int chosen = 0;
  if (count <= MAX_ITEMS) {
    for (uint64_t i = 0; i < count; i++) places[chosen++] = (uint32_t)i;
    return chosen;
  }
  uint64_t step = count / MAX_ITEMS, start = sl_nanoseconds() / 64 % step;
  places[chosen++] = 0;
  for (uint64_t i = 1; i < MAX_ITEMS - 1; i++)
    places[chosen++] = (uint32_t)(i * step + start);
  places[chosen++] = (uint32_t)(count - 1);
  return chosen;
}

/* Reads words at chosen places of a table; those that cannot be read are 0. */
static void read_places(struct sl_look_state *state, uint64_t table, uint32_t stride,
                        const uint32_t *places, int count, uint32_t words,
                        uint64_t *values) {
  struct iovec local[MAX_ITEMS], remote[MAX_ITEMS];
  for (int i = 0; i < count; i++) {
    for (uint32_t j = 0; j < words; j++) values[(uint32_t)i * words + j] = 0;
    uint64_t address = table + (uint64_t)places[i] * stride;
    local[i] = (struct iovec){&values[(uint32_t)i * words], words * 8};
    remote[i] = (struct iovec){(void *)(uintptr_t)address, words * 8};
  }
  process_vm_readv(state->at->pid, local, (unsigned long)count, remote,
                   (unsigned long)count, 0);
}

static void open_list(struct sl_look_state *state, int parent, uint64_t items,
                      uint64_t count) {
  uint32_t places[MAX_ITEMS];
  if (count > 1u << 31) return;
  int chosen = choose(count, places);
  uint64_t *values = state->looking->pointers;
  read_places(state, items, 8, places, chosen, 1, values);
  for (int i = 0; i < chosen; i++)
    sl_look_add(state, parent, SL_ELEMENT, places[i], values[i]);
}

static void open_tuple(struct sl_look_state *state, int parent, uint64_t items,
                       uint64_t count) {
  uint64_t *values = state->looking->pointers;
  if (count > MAX_POSITIONS) {
    open_list(state, parent, items, count);
    return;
  }
  if (!sl_read(state->at->pid, items, values, count * 8)) return;
  for (uint32_t i = 0; i < count; i++)
    sl_look_add(state, parent, SL_ELEMENT, i, values[i]);
}

static void open_dict(struct sl_look_state *state, int parent, uint64_t keys,
                      uint64_t separate_values) {
  const struct sl_layout *layout = &state->at->ring->shared->layout;
  unsigned char *head = state->looking->keys;
  if (!keys || separate_values || layout->keys_indices > 40 ||
      !sl_read(state->at->pid, keys, head, layout->keys_indices))
    return;
  uint32_t index_bytes = head[layout->keys_index_bytes];
  uint32_t kind = head[layout->keys_kind];
  uint64_t count = sl_look_word(head, layout->keys_count);
  if (index_bytes > 40 || kind > 1 || count > 1u << 31) return;
  /* Without text keys an entry begins with the hash. */
  uint32_t hash = kind == 0 ? 8 : 0, stride = 16 + hash;
  uint64_t entries =
      keys + layout->keys_indices + ((uint64_t)1 << index_bytes) + hash;
  uint32_t places[MAX_ITEMS];
  int chosen = choose(count, places);
  uint64_t *values = state->looking->pointers;
  read_places(state, entries, stride, places, chosen, 2, values);
  for (int i = 0; i < chosen; i++) {
    /* A deleted entry has a key or no key, but no value. */
    if (!values[2 * i] || !values[2 * i + 1]) continue;
    sl_look_add(state, parent, SL_KEY, places[i], values[2 * i]);
    sl_look_add(state, parent, SL_VALUE, places[i], values[2 * i + 1]);
  }
}

static void open_set(struct sl_look_state *state, int parent, uint64_t table,
                     uint64_t mask) {
  uint64_t *values = state->looking->pointers;
  uint64_t count = mask + 1, start = 0;
  if (count > 1u << 31) return;
  if (count > SET_WINDOW) {
    start = sl_nanoseconds() / 64 % (count - SET_WINDOW);
    count = SET_WINDOW;
  }
  if (!sl_read(state->at->pid, table + start * 16, values, count * 16))
    return;
  int found = 0;
  for (uint32_t i = 0; i < count && found < MAX_ITEMS; i++) {
    if (!values[2 * i]) continue;
    sl_look_add(state, parent, SL_MEMBER, (uint32_t)start + i, values[2 * i]);
    found++;
  }
}

/* In the flags of a type that extends a built-in one: a named tuple, a
   defaultdict or a Counter. */
enum { IS_KIND_OF_TUPLE = 1 << 26, IS_KIND_OF_DICT = 1 << 29 };

static uint64_t flags_of(struct sl_look_state *state, uint64_t type) {
  enum { FLAGS = 168 };
  uint64_t flags = 0;
  return sl_read(state->at->pid, type + FLAGS, &flags, 8) ? flags : 0;
}

static void open_node(struct sl_look_state *state, int index) {
  const struct sl_layout *layout = &state->at->ring->shared->layout;
  const struct sl_node *node = &state->looking->nodes[index];
  uint64_t count = field(node, HEAD), type = node->type;
  if (!type || node->depth >= SL_MAX_DEPTH) return;
  if (type == layout->list_type && layout->list_items)
    open_list(state, index, field(node, layout->list_items), count);
  else if (type == layout->tuple_type && layout->tuple_items)
    open_tuple(state, index, node->address + layout->tuple_items, count);
  else if (type == layout->dict_type && layout->dict_keys &&
           layout->keys_indices)
    open_dict(state, index, field(node, layout->dict_keys),
              field(node, layout->dict_values));
  else if ((type == layout->set_type || type == layout->frozen_set_type) &&
           layout->set_table)
    open_set(state, index, field(node, layout->set_table),
             field(node, layout->set_mask));
  else if (type == layout->cell_type)
    sl_look_add(state, index, SL_MEMBER, 0, count);
  else if (node->role != SL_NAME && node->role != SL_ATTRIBUTE_NAME &&
           node->role != SL_SLOT_NAME) {
    uint64_t flags = flags_of(state, type);
    if (layout->dict_keys && layout->keys_indices && flags & IS_KIND_OF_DICT)
      open_dict(state, index, field(node, layout->dict_keys),
                field(node, layout->dict_values));
    if (layout->tuple_items && flags & IS_KIND_OF_TUPLE)
      open_tuple(state, index, node->address + layout->tuple_items, count);
    sl_look_at_attributes(state, index);
  }
}

/* Where the entries of a dictionary with text keys alone are; 0 for others. */
static uint64_t text_entries(struct sl_look_state *state, uint64_t dict,
                             uint64_t *count) {
  const struct sl_layout *layout = &state->at->ring->shared->layout;
  pid_t pid = state->at->pid;
  unsigned char *head = state->looking->keys;
  uint64_t type = 0, keys = 0;
  if (!dict || layout->keys_indices > 40 ||
      !sl_read(pid, dict + TYPE, &type, 8) || type != layout->dict_type ||
      !sl_read(pid, dict + layout->dict_keys, &keys, 8) || !keys ||
      !sl_read(pid, keys, head, layout->keys_indices))
    return 0;
  uint32_t index_bytes = head[layout->keys_index_bytes];
  *count = sl_look_word(head, layout->keys_count);
  if (index_bytes > 40 || head[layout->keys_kind] != 1 || *count > 1u << 20)
    return 0;
  return keys + layout->keys_indices + ((uint64_t)1 << index_bytes);
}

/* The variables of a module are the entries of a dictionary. Of more than
   there is room for, a module that runs has its last ones looked at: before
   them come what every module has and what it imports. What its functions use
   may be anywhere: that changes from look to look. */
static int add_namespace(struct sl_look_state *state, int of_module) {
  const struct sl_layout *layout = &state->at->ring->shared->layout;
  pid_t pid = state->at->pid;
  uint64_t frame = state->at->frame, local = 0, global = 0, count = 0;
  if (!layout->frame_local_names ||
      !sl_read(pid, frame + layout->frame_local_names, &local, 8) ||
      !sl_read(pid, frame + layout->frame_global_names, &global, 8) ||
      (of_module && local == global))
    return 0;
  uint64_t table = text_entries(state, of_module ? global : local, &count);
  if (!table) return 0;
  uint64_t *entries = state->looking->pointers, first = 0;
  if (count > SL_MAX_LOCALS) {
    first = count - SL_MAX_LOCALS;
    if (of_module) first = sl_nanoseconds() / 64 % (first + 1);
    count = first + SL_MAX_LOCALS;
  }
  enum { AT_ONCE = 32 };
  for (uint64_t i = first; i < count; i += AT_ONCE) {
    uint64_t part = count - i < AT_ONCE ? count - i : AT_ONCE;
    if (!sl_read(pid, table + i * 16, entries, part * 16)) return 0;
    for (uint64_t j = 0; j < part; j++) {
      if (!entries[2 * j] || !entries[2 * j + 1]) continue;
      sl_look_add(state, 0, SL_NAME, (uint32_t)(i + j), entries[2 * j]);
      sl_look_add(state, 0, SL_LOCAL, (uint32_t)(i + j), entries[2 * j + 1]);
    }
  }
  return state->count > 0;
}

/* Those of a function are in its frame. */
static int add_locals(struct sl_look_state *state, uint64_t count) {
  const struct sl_looked_at *at = state->at;
  const struct sl_layout *layout = &at->ring->shared->layout;
  uint64_t *values = state->looking->pointers;
  if (!sl_read(at->pid, at->frame + layout->frame_locals, values, count * 8))
    return 0;
  for (uint32_t i = 0; i < count; i++)
    sl_look_add(state, 0, SL_LOCAL, i, values[i]);
  return 1;
}

/* Loops keep their iterators on the frame's stack, which begins where the
   variables end: how far they have come is in the first words of an iterator,
   or of what it refers to. What lies above the top of the stack may be of any
   age; the parent knows, from the source, which places are in use. */
static void add_stacked(struct sl_look_state *state, uint64_t variables) {
  const struct sl_looked_at *at = state->at;
  const struct sl_layout *layout = &at->ring->shared->layout;
  uint64_t values[SL_MAX_STACKED];
  if (!sl_read(at->pid, at->frame + layout->frame_locals + 8 * variables,
               values, sizeof values))
    return;
  for (uint32_t i = 0; i < SL_MAX_STACKED; i++)
    sl_look_add(state, 0, SL_STACKED, i, values[i]);
}

/* What an iterator walks over is in its first or its second field; `zip` and
   `map` have a tuple of iterators. */
static void open_iterator(struct sl_look_state *state, int index) {
  enum { MOST_INNER = 2 };
  const struct sl_layout *layout = &state->at->ring->shared->layout;
  const struct sl_node *node = &state->looking->nodes[index];
  if (!node->type || node->depth > MOST_INNER) return;
  if (node->type == layout->tuple_type) {
    uint64_t items[MOST_INNER], count = field(node, HEAD);
    if (!layout->tuple_items) return;
    if (count > MOST_INNER) count = MOST_INNER;
    if (!sl_read(state->at->pid, node->address + layout->tuple_items, items,
                 count * 8))
      return;
    for (uint32_t i = 0; i < count; i++)
      sl_look_add(state, index, SL_WALKED, i, items[i]);
  } else if (node->type != layout->list_type &&
             node->type != layout->dict_type &&
             node->type != layout->set_type) {
    for (uint32_t i = 0; i < 2; i++)
      sl_look_add(state, index, SL_WALKED, i, field(node, HEAD + 8 * i));
  }
}

/* Where a function's variables are described, and how many there are. */
static int find_variables(const struct sl_looked_at *at, uint64_t *names,
                          uint64_t *kinds, uint64_t *count) {
  const struct sl_layout *layout = &at->ring->shared->layout;
  return sl_read(at->pid, at->code + layout->code_local_names, names, 8) &&
         sl_read(at->pid, at->code + layout->code_local_kinds, kinds, 8) &&
         sl_read(at->pid, *names + HEAD, count, 8);
}

void sl_look_at_variables(const struct sl_looked_at *at, uint16_t flags,
                          struct sl_looking *looking) {
  uint64_t begin = sl_nanoseconds(), names = 0, kinds = 0, count = 0;
  struct sl_look_state state = {at, looking, 0};
  int of_module = (flags & SL_OF_MODULE) != 0;
  if (!of_module) {
    if (!find_variables(at, &names, &kinds, &count)) return;
    if (at->offset >= 0) add_stacked(&state, count);
    if (!count) names = kinds = 0;
    if (count > SL_MAX_LOCALS) count = SL_MAX_LOCALS;
    if (count > at->most) count = at->most;
  }
  if (!(count ? add_locals(&state, count) : add_namespace(&state, of_module)))
    return;
  int read = 0;
  while (read < state.count) {
    int end = state.count;
    read_nodes(at->pid, &looking->nodes[read], end - read);
    for (; read < end; read++) {
      uint8_t role = looking->nodes[read].role;
      if (role == SL_STACKED || role == SL_WALKED)
        open_iterator(&state, read);
      else
        open_node(&state, read);
    }
  }
  size_t nodes = (size_t)state.count * sizeof(struct sl_node);
  struct sl_record *record =
      sl_ring_reserve(at->ring, sizeof(struct sl_look) + nodes, 0);
  if (!record) return;
  struct sl_look *look = (struct sl_look *)record;
  look->code = at->id;
  look->node_count = (uint32_t)state.count;
  look->local_count = (uint32_t)count;
  look->offset = at->offset;
  look->code_address = at->code;
  look->names = names;
  look->kinds = kinds;
  memcpy(look + 1, looking->nodes, nodes);
  look->own_nanoseconds = (uint32_t)(sl_nanoseconds() - begin);
  sl_ring_commit(record, sizeof(struct sl_look) + nodes, SL_LOOK, flags);
}
