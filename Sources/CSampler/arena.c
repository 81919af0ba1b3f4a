#define _GNU_SOURCE
#include "arena.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { FREE = 0, TAKEN = 1, READY = 2 };

static const uint64_t magic = 0x746c746669777334u;

static uint64_t head_size(void) {
  uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
  return (sizeof(struct sl_arena) + page - 1) / page * page;
}

uint64_t sl_arena_slot_offset(uint32_t slot) {
  return head_size() + slot * (uint64_t)sl_ring_file_size();
}

uint64_t sl_arena_size(uint32_t slot_count) {
  return sl_arena_slot_offset(slot_count);
}

struct sl_arena *sl_arena_map(int file) {
  void *head = mmap(NULL, head_size(), PROT_READ | PROT_WRITE, MAP_SHARED,
                    file, 0);
  return head == MAP_FAILED ? NULL : head;
}

void sl_arena_unmap(struct sl_arena *arena) { munmap(arena, head_size()); }

void sl_arena_begin(struct sl_arena *arena, int32_t sampler,
                    uint32_t slot_count, uint64_t memory_interval) {
  arena->magic = magic;
  arena->sampler = sampler;
  arena->slot_count = slot_count;
  arena->memory_interval = memory_interval;
}

static uint64_t token;

static uint64_t unlikely_number(uint32_t slot) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return ((uint64_t)time.tv_nsec << 32 ^ (uint64_t)time.tv_sec << 16 ^ slot) *
             0x9e3779b97f4a7c15u |
         1;
}

static int claim(struct sl_arena *arena, int file,
                 void (*fill)(struct sl_shared *), struct sl_ring *ring) {
  if (arena->magic != magic || arena->slot_count > SL_SLOTS) return EINVAL;
  for (uint32_t slot = 0; slot < arena->slot_count; slot++) {
    uint32_t expected = FREE;
    if (!atomic_compare_exchange_strong(&arena->slots[slot], &expected, TAKEN))
      continue;
    int error = sl_ring_map(file, sl_arena_slot_offset(slot), ring);
    if (error) {
      atomic_store(&arena->slots[slot], FREE);
      return error;
    }
    ring->shared->sampler = arena->sampler;
    ring->shared->memory_interval = arena->memory_interval;
    token = unlikely_number(slot);
    ring->shared->token = token;
    ring->shared->token_address = (uint64_t)(uintptr_t)&token;
    fill(ring->shared);
    atomic_store_explicit(&ring->shared->process, getpid(),
                          memory_order_release);
    atomic_store_explicit(&arena->slots[slot], READY, memory_order_release);
    atomic_fetch_add_explicit(&arena->claims, 1, memory_order_release);
    return 0;
  }
  atomic_fetch_add_explicit(&arena->refused, 1, memory_order_relaxed);
  return EAGAIN;
}

int sl_arena_claim(int file, void (*fill)(struct sl_shared *),
                   struct sl_ring *ring) {
  struct sl_arena *arena = sl_arena_map(file);
  if (!arena) return errno;
  int error = claim(arena, file, fill, ring);
  sl_arena_unmap(arena);
  return error;
}

int sl_arena_is_ready(const struct sl_arena *arena, uint32_t slot) {
  return atomic_load_explicit(&arena->slots[slot], memory_order_acquire) ==
         READY;
}

void sl_arena_release(struct sl_arena *arena, int file, uint32_t slot) {
  /* A hole reads as zeros, and its memory is free again. */
  fallocate(file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE,
            (off_t)sl_arena_slot_offset(slot), (off_t)sl_ring_file_size());
  atomic_store_explicit(&arena->slots[slot], FREE, memory_order_release);
}
