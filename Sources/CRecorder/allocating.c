#define _GNU_SOURCE
#include "allocating.h"

#include <dlfcn.h>
#include <sched.h>
#include <stdatomic.h>
#include <string.h>

#include "allocations.h"
#include "clock.h"
#include "sampler.h"
#include "walk.h"

/* `PyMemAllocatorEx`, and the domains whose users hold the GIL. */
struct allocator {
  void *context;
  void *(*allocate)(void *context, size_t size);
  void *(*allocate_zeroed)(void *context, size_t count, size_t size);
  void *(*resize)(void *context, void *block, size_t size);
  void (*release)(void *context, void *block);
};

enum { RAW = 0, MEMORY = 1, OBJECTS = 2, DOMAINS = 3 };

static struct allocator inner[DOMAINS];

/* Everything below is touched only with the GIL, but for the table of blocks:
   the raw domain is used without it. */

/* Blocks that were sampled and not freed, in a table with linear probing; and
   for the many others a quick answer: how many sampled blocks there are for
   one of few numbers. */
enum {
  SLOTS = 1 << 16,
  MOST_BLOCKS = SLOTS / 4 * 3,
  FILTER = 1 << 13,
};

static struct {
  uint64_t block, number;
} blocks[SLOTS];
static uint16_t filter[FILTER];
static uint32_t block_count;
static atomic_flag table_is_taken = ATOMIC_FLAG_INIT;

static void take_table(void) {
  while (atomic_flag_test_and_set_explicit(&table_is_taken,
                                           memory_order_acquire))
    sched_yield();
}

static void give_table_back(void) {
  atomic_flag_clear_explicit(&table_is_taken, memory_order_release);
}

static int64_t bytes_left; /* until the next sample */
static uint64_t interval, allocation_count;
static uint64_t random_state;
static struct sl_walk walk;

static uint64_t hash(uint64_t block) {
  return (block >> 4) * 0x9e3779b97f4a7c15u;
}

static uint32_t slot_of(uint64_t block) {
  uint32_t slot = (uint32_t)(hash(block) >> 32) % SLOTS;
  while (blocks[slot].block && blocks[slot].block != block)
    slot = (slot + 1) % SLOTS;
  return slot;
}

/* Blocks of one page share a number: those that are freed one after the other
   mostly lie side by side, and so does what is looked up for them. */
static uint16_t *filter_of(uint64_t block) {
  return &filter[(block >> 12) * 0x9e3779b97f4a7c15u >> 51];
}

static void remember(uint64_t block, uint64_t number) {
  take_table();
  uint32_t slot = slot_of(block);
  if (block_count < MOST_BLOCKS && !blocks[slot].block) {
    blocks[slot].block = block;
    blocks[slot].number = number;
    block_count++;
    ++*filter_of(block);
  }
  give_table_back();
}

/* Returns the number of a block that was sampled, or 0. */
static uint64_t take_out(uint64_t block) {
  uint32_t slot = slot_of(block);
  if (!blocks[slot].block) return 0;
  uint64_t number = blocks[slot].number;
  blocks[slot].block = 0;
  block_count--;
  --*filter_of(block);
  /* What was put behind it because of it moves up. */
  for (uint32_t i = (slot + 1) % SLOTS; blocks[i].block; i = (i + 1) % SLOTS) {
    uint64_t moved = blocks[i].block, its = blocks[i].number;
    blocks[i].block = 0;
    uint32_t place = slot_of(moved);
    blocks[place].block = moved;
    blocks[place].number = its;
  }
  return number;
}

static uint64_t forget(uint64_t block) {
  take_table();
  uint64_t number = take_out(block);
  give_table_back();
  return number;
}

/* The binary logarithm of a number between 1 and 2, near enough. */
static double logarithm(double number) {
  double part = number - 1;
  return part * (1.3465553 - 0.3465553 * part);
}

/* Exponential, so that the next sample does not depend on how far the last
   one is away. */
static int64_t next_distance(void) {
  random_state = random_state * 6364136223846793005u + 1442695040888963407u;
  /* With the leading bit set it is between 2**63 and 2**64. */
  uint64_t bits = random_state >> 20 | 1;
  int zeros = __builtin_clzll(bits) - 20;
  double number = (double)(bits << (zeros + 20)) * 0x1p-63;
  double halvings = (double)(zeros + 1) - logarithm(number);
  return 1 + (int64_t)(halvings * 0.6931472 * (double)interval);
}

/* Where samples come so fast that they cost more than a 250th of the time,
   they get twice as far apart, and nearer again where they cost little. */
static void adapt(uint64_t begin, uint64_t end) {
  enum { ROUND = 64, MOST = 64, LEAST_COST = 1000, MOST_COST = 250 };
  static uint64_t start, own;
  static uint32_t samples;
  if (!start) start = begin;
  own += end - begin;
  if (++samples < ROUND) return;
  uint64_t least = sl_sampler_ring()->shared->memory_interval;
  if (own * MOST_COST > end - start && interval < MOST * least)
    interval *= 2;
  else if (own * LEAST_COST < end - start && interval > least)
    interval /= 2;
  start = end;
  own = samples = 0;
}

static void take_sample(void *block) {
  enum { ONE_BY_ONE = 1024 };
  uint64_t count = 0;
  /* Something huge, or a request that cannot be met: as many samples as there
     would be on average. */
  if (bytes_left < -(int64_t)(ONE_BY_ONE * interval)) {
    count = (uint64_t)-bytes_left / interval;
    bytes_left += (int64_t)(count * interval);
  }
  while (bytes_left < 0) {
    bytes_left += next_distance();
    count++;
  }
  struct sl_ring *ring = sl_sampler_ring();
  int32_t thread = 0;
  if (!block || !ring || !sl_sampler_walk_here(&walk, &thread)) return;
  size_t frames = walk.count * sizeof(struct sl_frame);
  size_t size = sizeof(struct sl_allocation) + frames;
  struct sl_record *record = sl_ring_reserve(ring, size, 1);
  if (!record) return;
  struct sl_allocation *allocation = (struct sl_allocation *)record;
  allocation->thread = thread;
  allocation->frame_count = walk.count;
  allocation->number = ++allocation_count;
  allocation->bytes = count * interval;
  memcpy(allocation + 1, walk.frames, frames);
  sl_ring_commit(record, size, SL_ALLOCATION, 0);
  remember((uint64_t)(uintptr_t)block, allocation_count);
}

static void sample(void *block) {
  uint64_t begin = sl_ticks();
  take_sample(block);
  if (sl_sampler_ring()) adapt(begin, sl_ticks());
}

static void note_release(void *block) {
  uint64_t number = forget((uint64_t)(uintptr_t)block);
  struct sl_ring *ring = number ? sl_sampler_ring() : NULL;
  struct sl_record *record =
      ring ? sl_ring_reserve(ring, sizeof(struct sl_release), 1) : NULL;
  if (!record) return;
  ((struct sl_release *)record)->number = number;
  sl_ring_commit(record, sizeof(struct sl_release), SL_RELEASE, 0);
}

/* The usual way out of each function is a jump into the allocator below, with
   nothing left to do afterwards. */

static inline int is_due(size_t size) {
  bytes_left -= (int64_t)size;
  return __builtin_expect(bytes_left < 0, 0);
}

static inline int may_be_sampled(void *block) {
  const uint16_t *number = filter_of((uint64_t)(uintptr_t)block);
  return __builtin_expect(__atomic_load_n(number, __ATOMIC_RELAXED) != 0, 0);
}

static __attribute__((noinline)) void *sampled(void *block) {
  sample(block);
  return block;
}

static void *allocate(void *context, size_t size) {
  const struct allocator *next = context;
  if (is_due(size)) return sampled(next->allocate(next->context, size));
  return next->allocate(next->context, size);
}

static void *allocate_zeroed(void *context, size_t number, size_t size) {
  const struct allocator *next = context;
  size_t bytes;
  /* Too many: there is no such block. */
  if (!__builtin_mul_overflow(number, size, &bytes) && is_due(bytes))
    return sampled(next->allocate_zeroed(next->context, number, size));
  return next->allocate_zeroed(next->context, number, size);
}

/* Like a new block, and the old one freed. */
static __attribute__((noinline)) void *resize_noting(
    const struct allocator *next, void *block, size_t size) {
  void *moved = next->resize(next->context, block, size);
  if (!moved) return NULL;
  if (block && may_be_sampled(block)) note_release(block);
  if (bytes_left < 0) sample(moved);
  return moved;
}

static void *resize(void *context, void *block, size_t size) {
  const struct allocator *next = context;
  if (is_due(size) || may_be_sampled(block))
    return resize_noting(next, block, size);
  return next->resize(next->context, block, size);
}

static void release(void *context, void *block) {
  const struct allocator *next = context;
  if (may_be_sampled(block)) note_release(block);
  next->release(next->context, block);
}

/* What CPython has by default: its own allocator, the same for both domains,
   which leaves blocks of more than SMALLEST_RAW bytes to the raw domain. What
   is to be sampled is made that large. Then only the raw domain has to tell
   what is freed, and freeing a small object, which programs do as often as
   they make one, costs nothing. */

enum { SMALLEST_RAW = 513 };

static size_t raw_size(size_t size) {
  return size < SMALLEST_RAW ? SMALLEST_RAW : size;
}

static __attribute__((noinline)) void *allocate_raw(void *context,
                                                    size_t size) {
  return sampled(inner[OBJECTS].allocate(context, raw_size(size)));
}

static void *allocate_directly(void *context, size_t size) {
  if (is_due(size)) return allocate_raw(context, size);
  return inner[OBJECTS].allocate(context, size);
}

static void *allocate_zeroed_directly(void *context, size_t number,
                                      size_t size) {
  const struct allocator *next = &inner[OBJECTS];
  size_t bytes;
  if (!__builtin_mul_overflow(number, size, &bytes) && is_due(bytes))
    return sampled(next->allocate_zeroed(context, 1, raw_size(bytes)));
  return next->allocate_zeroed(context, number, size);
}

static void *resize_directly(void *context, void *block, size_t size) {
  if (is_due(size))
    return sampled(inner[OBJECTS].resize(context, block, raw_size(size)));
  return inner[OBJECTS].resize(context, block, size);
}

static void *resize_raw(void *context, void *block, size_t size) {
  /* Told before: another thread may get the same address at once. */
  if (may_be_sampled(block)) note_release(block);
  return inner[RAW].resize(context, block, size);
}

static void release_raw(void *context, void *block) {
  if (may_be_sampled(block)) note_release(block);
  inner[RAW].release(context, block);
}

static int is_the_same(const struct allocator *one,
                       const struct allocator *other) {
  return one->context == other->context && one->allocate == other->allocate &&
         one->allocate_zeroed == other->allocate_zeroed &&
         one->resize == other->resize && one->release == other->release;
}

static void (*get)(int domain, struct allocator *);
static void (*set)(int domain, struct allocator *);

/* Whether the default allocators are there, found by trying: a block of
   SMALLEST_RAW bytes, freed, must be seen by the raw domain. */
static int install_directly(void) {
  const struct allocator *objects = &inner[OBJECTS];
  if (!is_the_same(objects, &inner[MEMORY]) || objects->context ||
      inner[RAW].context)
    return 0;
  struct allocator raw = inner[RAW];
  raw.resize = resize_raw;
  raw.release = release_raw;
  set(RAW, &raw);
  void *block = objects->allocate(NULL, SMALLEST_RAW);
  uint64_t address = (uint64_t)(uintptr_t)block;
  if (block) {
    remember(address, 0);
    uint32_t before = block_count;
    objects->release(NULL, block);
    if (block_count < before) {
      struct allocator own = {NULL, allocate_directly, allocate_zeroed_directly,
                              resize_directly, objects->release};
      set(MEMORY, &own);
      set(OBJECTS, &own);
      return 1;
    }
    forget(address);
  }
  set(RAW, &inner[RAW]);
  return 0;
}

void sl_memory_install(void) {
  struct sl_ring *ring = sl_sampler_ring();
  void *addresses[] = {dlsym(RTLD_DEFAULT, "PyMem_GetAllocator"),
                       dlsym(RTLD_DEFAULT, "PyMem_SetAllocator")};
  if (!ring || !ring->shared->memory_interval || interval || !addresses[0] ||
      !addresses[1])
    return;
  memcpy(&get, &addresses[0], sizeof get);
  memcpy(&set, &addresses[1], sizeof set);
  interval = ring->shared->memory_interval;
  random_state = ring->shared->token;
  bytes_left = next_distance();
  for (int domain = RAW; domain < DOMAINS; domain++) get(domain, &inner[domain]);
  if (install_directly()) return;
  for (int domain = MEMORY; domain <= OBJECTS; domain++) {
    struct allocator own = {&inner[domain], allocate, allocate_zeroed, resize,
                            release};
    set(domain, &own);
  }
}

/* Another thread of the process that was split may have had the table. */
void sl_memory_continue(void) { give_table_back(); }
