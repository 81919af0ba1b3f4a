#ifndef SWIFTLET_ARENA_H
#define SWIFTLET_ARENA_H

#include <stdatomic.h>
#include <stdint.h>

#include "ring.h"

/* The file in memory from which every process of a run takes the ring it
   writes its samples to: this head, then one slot of sl_ring_file_size bytes
   after the other. The file is sparse: a slot costs nothing until it is
   used. */

enum { SL_SLOTS = 256 };

struct sl_arena {
  uint64_t magic;
  int32_t sampler; /* id of the process that samples */
  uint32_t slot_count;
  uint64_t memory_interval; /* see ring.h */
  _Atomic uint32_t claims;  /* grows by one with each slot that is taken */
  _Atomic uint32_t refused; /* processes for which no slot was left */
  _Atomic uint32_t slots[SL_SLOTS]; /* whether they are taken */
};

/* Size of a file with so many slots. */
uint64_t sl_arena_size(uint32_t slot_count);
uint64_t sl_arena_slot_offset(uint32_t slot);

/* Maps the head of the file; NULL and errno on failure. */
struct sl_arena *sl_arena_map(int file);
void sl_arena_unmap(struct sl_arena *arena);

/* Fills in a head that is all zero. */
void sl_arena_begin(struct sl_arena *arena, int32_t sampler,
                    uint32_t slot_count, uint64_t memory_interval);

/* Takes a free slot for this process, maps its ring, and has `fill` tell
   there about the interpreter before the sampler sees it. Safe after a fork.
   Returns 0, or an errno value: EAGAIN where no slot is free, EINVAL where the
   file is none of ours. */
int sl_arena_claim(int file, void (*fill)(struct sl_shared *),
                   struct sl_ring *ring);

/* Whether a process has taken a slot, and its ring can be read. */
int sl_arena_is_ready(const struct sl_arena *arena, uint32_t slot);

/* Gives a slot back, empty. Only for the sampler, after the end of the
   process that had it. */
void sl_arena_release(struct sl_arena *arena, int file, uint32_t slot);

static inline uint32_t sl_arena_claims(const struct sl_arena *arena) {
  return atomic_load_explicit(&arena->claims, memory_order_acquire);
}
static inline uint32_t sl_arena_refused(const struct sl_arena *arena) {
  return atomic_load_explicit(&arena->refused, memory_order_relaxed);
}
#endif
