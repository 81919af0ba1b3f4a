#define _GNU_SOURCE
#include "walk.h"

#include <errno.h>
#include <string.h>
#include <sys/uio.h>

#include "clock.h"

enum {
  OWNED_BY_GENERATOR = 1, /* what a frame says, in all versions */
  HEAD = 160,        /* the part of a code object that is read */
  VERIFIED = 8,      /* innermost frames whose code object is read again */
  MAX_FILE = 4096,
  MAX_NAME = 1024,
  MAX_TABLE = 1 << 20,
  PAGE = 4096,
  FRESH = 800000,    /* nanoseconds for which a code object is not read again */
};

int sl_read(pid_t pid, uint64_t address, void *buffer, size_t size) {
  struct iovec local = {buffer, size};
  struct iovec remote = {(void *)(uintptr_t)address, size};
  ssize_t count = process_vm_readv(pid, &local, 1, &remote, 1, 0);
  return count >= 0 && (size_t)count == size;
}

static uint64_t word(const unsigned char *bytes, uint32_t offset) {
  uint64_t value;
  memcpy(&value, bytes + offset, sizeof value);
  return value;
}

static int32_t number(const unsigned char *bytes, uint32_t offset) {
  int32_t value;
  memcpy(&value, bytes + offset, sizeof value);
  return value;
}

/* The bytes of a frame. Callers lie below their callees in one stack of
   frames, so reading from the start of the page usually brings several. */
static const unsigned char *frame_bytes(struct sl_walk *walk,
                                        uint64_t address, size_t size) {
  if (address < walk->window_begin || address + size > walk->window_end) {
    uint64_t begin = address & ~(uint64_t)(PAGE - 1);
    size_t length = (size_t)(address + size - begin);
    walk->window_begin = walk->window_end = 0;
    if (length > sizeof walk->window ||
        !sl_read(walk->pid, begin, walk->window, length))
      return NULL;
    walk->window_begin = begin;
    walk->window_end = begin + length;
  }
  return walk->window + (address - walk->window_begin);
}

static uint64_t innermost_frame(struct sl_walk *walk, uint64_t thread_state) {
  const struct sl_layout *layout = &walk->ring->shared->layout;
  uint64_t link = 0;
  if (walk->is_own) {
    /* A thread's own state, and the structure it points to on the thread's
       own stack, are there as long as the thread runs Python; what they say
       of the frame may be half written. */
    link = *(const uint64_t *)(uintptr_t)(thread_state + layout->thread_frame);
    if (!layout->thread_indirect || !link) return link;
    return *(const uint64_t *)(uintptr_t)(link + layout->indirect_frame);
  }
  if (!sl_read(walk->pid, thread_state + layout->thread_frame, &link,
               sizeof link))
    return 0;
  if (!layout->thread_indirect) return link;
  uint64_t frame = 0;
  if (!sl_read(walk->pid, link + layout->indirect_frame, &frame, sizeof frame))
    return 0;
  return frame;
}

static void collect(struct sl_walk *walk, uint64_t frame) {
  const struct sl_layout *layout = &walk->ring->shared->layout;
  /* A damaged chain may be a circle: the count of steps ends it. */
  for (int steps = 0; frame && steps < 2 * SL_MAX_FRAMES; steps++) {
    if (walk->count == SL_MAX_FRAMES) break;
    if (frame % 8) return;
    const unsigned char *bytes =
        frame_bytes(walk, frame, layout->frame_locals);
    if (!bytes) return;
    if (bytes[layout->frame_owner] != layout->frame_foreign_owner) {
      walk->codes[walk->count] =
          word(bytes, layout->frame_code) & layout->reference_mask;
      walk->instructions[walk->count] = word(bytes, layout->frame_instruction);
      if (walk->count < VERIFIED) walk->addresses[walk->count] = frame;
      if (bytes[layout->frame_owner] == OWNED_BY_GENERATOR) {
        walk->owned_frame = frame;
        walk->owned_index = walk->count;
      }
      walk->count++;
    }
    frame = word(bytes, layout->frame_previous);
  }
  walk->truncated = frame != 0;
}

/* Reads the heads of `count` code objects. Returns how many, from the first,
   could be read. */
static int read_heads(struct sl_walk *walk, const uint64_t *codes, int count) {
  struct iovec local[VERIFIED], remote[VERIFIED];
  for (int i = 0; i < count; i++) {
    local[i] = (struct iovec){walk->heads[i], HEAD};
    remote[i] = (struct iovec){(void *)(uintptr_t)codes[i], HEAD};
  }
  ssize_t size = process_vm_readv(walk->pid, local, (unsigned long)count,
                                  remote, (unsigned long)count, 0);
  return size < 0 ? 0 : (int)(size / HEAD);
}

static uint32_t slot_of(uint64_t code) {
  return (uint32_t)((code >> 4) * 0x9e3779b97f4a7c15u >> 32) %
         SL_CODE_ENTRIES;
}

enum { FREE = 0, CLAIMED = 1, DEFINED = 2 };

/* The newest description of a code object at this address, or 0. */
static uint32_t known_by_address(struct sl_shared *shared, uint64_t code) {
  uint32_t found = 0, slot = slot_of(code);
  for (int i = 0; i < SL_CODE_ENTRIES; i++) {
    struct sl_code_entry *entry = &shared->codes[slot];
    uint32_t state = atomic_load_explicit(&entry->state, memory_order_acquire);
    if (state == FREE) break;
    if (state == DEFINED && entry->code == code) found = slot + 1;
    slot = (slot + 1) % SL_CODE_ENTRIES;
  }
  return found;
}

struct text {
  uint64_t address;
  uint32_t size;
  uint16_t kind;
};

static int find_text(pid_t pid, const struct sl_layout *layout, uint64_t object,
                     uint32_t limit, struct text *text) {
  unsigned char bytes[80];
  if (layout->string_wide > sizeof bytes ||
      !sl_read(pid, object, bytes, layout->string_wide))
    return 0;
  uint32_t state = (uint32_t)number(bytes, layout->string_state);
  uint32_t kind = state >> 2 & 7, compact = state >> 5 & 1,
           ascii = state >> 6 & 1;
  uint64_t length = word(bytes, layout->string_length);
  if (!compact || (kind != 1 && kind != 2 && kind != 4)) return 0;
  if (length > limit / kind) length = limit / kind;
  text->address =
      object + (ascii ? layout->string_ascii : layout->string_wide);
  text->kind = (uint16_t)kind;
  text->size = (uint32_t)length * kind;
  return 1;
}

static size_t padded(size_t size) { return (size + 7) & ~(size_t)7; }

/* Writes the description of a code object. The strings and the table are
   immutable and kept alive by the frame that runs the code. */
static int describe(struct sl_walk *walk, const unsigned char *head,
                    uint32_t id) {
  const struct sl_layout *layout = &walk->ring->shared->layout;
  struct text file, name;
  uint64_t table = word(head, layout->code_line_table), length = 0;
  if (!find_text(walk->pid, layout, word(head, layout->code_file), MAX_FILE,
                 &file) ||
      !find_text(walk->pid, layout, word(head, layout->code_name), MAX_NAME,
                 &name) ||
      !sl_read(walk->pid, table + layout->bytes_length, &length,
               sizeof length))
    return 0;
  if (length > MAX_TABLE) length = MAX_TABLE;
  size_t size = sizeof(struct sl_code) + padded(file.size) +
                padded(name.size) + padded(length);
  struct sl_record *record = sl_ring_reserve(walk->ring, size, 0);
  if (!record) return 0;
  struct sl_code *code = (struct sl_code *)record;
  code->id = id;
  code->first_line = number(head, layout->code_first_line);
  code->file_kind = file.kind;
  code->name_kind = name.kind;
  code->file_size = file.size;
  code->name_size = name.size;
  code->table_size = (uint32_t)length;
  unsigned char *bytes = (unsigned char *)(code + 1);
  int complete = sl_read(walk->pid, file.address, bytes, file.size);
  bytes += padded(file.size);
  complete = complete && sl_read(walk->pid, name.address, bytes, name.size);
  bytes += padded(name.size);
  complete = complete && sl_read(walk->pid, table + layout->bytes_data, bytes,
                                 length);
  sl_ring_commit(record, size, complete ? SL_CODE : SL_VOID, 0);
  return complete;
}

/* The id of a code object whose head was read, describing it if it is new;
   0 where it is no code object or there is no room. */
static uint32_t identify(struct sl_walk *walk, uint64_t code,
                         const unsigned char *head) {
  struct sl_shared *shared = walk->ring->shared;
  const struct sl_layout *layout = &shared->layout;
  if (word(head, layout->object_type) != layout->code_type) return 0;
  uint64_t table = word(head, layout->code_line_table);
  int32_t line = number(head, layout->code_first_line);
  uint32_t slot = slot_of(code);
  for (int i = 0; i < SL_CODE_ENTRIES; i++) {
    struct sl_code_entry *entry = &shared->codes[slot];
    uint32_t state = atomic_load_explicit(&entry->state, memory_order_acquire);
    if (state == DEFINED && entry->code == code &&
        entry->line_table == table && entry->first_line == line) {
      atomic_store_explicit(&entry->verified, walk->now, memory_order_relaxed);
      return slot + 1;
    }
    if (state == FREE) {
      /* A full table makes every search long: the rest stays unknown. */
      if (atomic_load_explicit(&shared->code_count, memory_order_relaxed) >
          SL_CODE_ENTRIES * 3 / 4)
        return 0;
      uint32_t expected = FREE;
      if (!atomic_compare_exchange_strong(&entry->state, &expected, CLAIMED)) {
        /* Another thread took it, perhaps for the same code object, which is
           then described twice: that does no harm. */
        slot = (slot + 1) % SL_CODE_ENTRIES;
        continue;
      }
      entry->code = code;
      entry->line_table = table;
      entry->first_line = line;
      if (!describe(walk, head, slot + 1)) {
        atomic_store_explicit(&entry->state, FREE, memory_order_release);
        return 0;
      }
      atomic_fetch_add_explicit(&shared->code_count, 1, memory_order_relaxed);
      atomic_store_explicit(&entry->verified, walk->now, memory_order_relaxed);
      atomic_store_explicit(&entry->state, DEFINED, memory_order_release);
      return slot + 1;
    }
    slot = (slot + 1) % SL_CODE_ENTRIES;
  }
  return 0;
}

/* The same, if it was found there a moment ago. */
static uint32_t fresh_by_address(struct sl_walk *walk, uint64_t code) {
  struct sl_shared *shared = walk->ring->shared;
  uint32_t id = known_by_address(shared, code);
  if (!id) return 0;
  uint64_t verified = atomic_load_explicit(&shared->codes[id - 1].verified,
                                           memory_order_relaxed);
  return walk->now - verified < FRESH ? id : 0;
}

/* Code objects can be freed and their addresses used again, so those of the
   innermost frames are looked at anew, though not at the highest rates in
   every sample; further out, where a frame has been an inner one before, its
   address is enough. */
static void identify_all(struct sl_walk *walk) {
  struct sl_shared *shared = walk->ring->shared;
  uint32_t next = 0;
  while (next < walk->count) {
    uint64_t codes[VERIFIED];
    uint32_t places[VERIFIED];
    int count = 0;
    for (; next < walk->count && count < VERIFIED; next++) {
      struct sl_frame *frame = &walk->frames[next];
      frame->code = 0;
      if (!walk->codes[next]) continue;
      if (next >= VERIFIED) {
        frame->code = known_by_address(shared, walk->codes[next]);
        if (frame->code) continue;
      } else if (next && walk->codes[next] == walk->codes[next - 1]) {
        continue; /* recursion: copied below */
      } else {
        frame->code = fresh_by_address(walk, walk->codes[next]);
        if (frame->code) continue;
      }
      codes[count] = walk->codes[next];
      places[count++] = next;
    }
    if (!count) break;
    int read = read_heads(walk, codes, count);
    for (int i = 0; i < read; i++)
      walk->frames[places[i]].code = identify(walk, codes[i], walk->heads[i]);
    /* One address that cannot be read ends the batch: go on behind it. */
    if (read < count) next = places[read] + 1;
  }
  for (uint32_t i = 1; i < walk->count && i < VERIFIED; i++)
    if (walk->codes[i] == walk->codes[i - 1])
      walk->frames[i].code = walk->frames[i - 1].code;
}

static void begin(struct sl_walk *walk) {
  walk->count = 0;
  walk->truncated = 0;
  walk->owned_frame = walk->owned_index = 0;
  walk->interesting_id = 0;
  walk->interesting_frame = walk->interesting_code = 0;
  walk->window_begin = walk->window_end = 0;
}

/* Makes frames of what was collected. Those that run no code object (3.13 has
   them) are left out. */
static void finish(struct sl_walk *walk) {
  const struct sl_layout *layout = &walk->ring->shared->layout;
  identify_all(walk);
  uint32_t kept = 0, owned = walk->owned_index;
  for (uint32_t i = 0; i < walk->count; i++) {
    if (i == owned) walk->owned_index = kept;
    if (!walk->frames[i].code) continue;
    const struct sl_code_entry *entry =
        &walk->ring->shared->codes[walk->frames[i].code - 1];
    uint64_t begin = walk->codes[i] + layout->code_instructions;
    int64_t offset = (int64_t)(walk->instructions[i] - begin);
    if (offset < -2 || offset > INT32_MAX) offset = -2;
    if (i < VERIFIED && !walk->interesting_id &&
        atomic_load_explicit(&entry->interest, memory_order_relaxed)) {
      walk->interesting_id = walk->frames[i].code;
      walk->interesting_frame = walk->addresses[i];
      walk->interesting_code = walk->codes[i];
      walk->interesting_offset = (int32_t)offset;
    }
    walk->frames[kept] =
        (struct sl_frame){walk->frames[i].code, (int32_t)offset};
    kept++;
  }
  walk->count = kept;
}

void sl_walk_frames(struct sl_walk *walk, uint64_t thread_state) {
  begin(walk);
  if (!thread_state) return;
  collect(walk, innermost_frame(walk, thread_state));
  finish(walk);
}

uint32_t sl_identify_frames(struct sl_ring *ring, struct sl_walk *walk,
                            pid_t pid, const uint64_t *codes,
                            const uint64_t *instructions, uint32_t count) {
  walk->pid = pid;
  walk->is_own = 0;
  walk->ring = ring;
  walk->now = sl_nanoseconds();
  begin(walk);
  walk->count = count < SL_MAX_FRAMES ? count : SL_MAX_FRAMES;
  memcpy(walk->codes, codes, walk->count * sizeof *codes);
  memcpy(walk->instructions, instructions,
         walk->count * sizeof *instructions);
  memset(walk->addresses, 0, sizeof walk->addresses);
  finish(walk);
  return walk->count;
}
