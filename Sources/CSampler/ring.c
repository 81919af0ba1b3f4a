#define _GNU_SOURCE
#include "ring.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static size_t shared_size(void) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  return (sizeof(struct sl_shared) + page - 1) / page * page;
}

size_t sl_ring_file_size(void) { return shared_size() + SL_RING_SIZE; }

int sl_ring_map(int file, uint64_t offset, struct sl_ring *ring) {
  size_t front = shared_size();
  unsigned char *all = mmap(NULL, front + 2 * (size_t)SL_RING_SIZE, PROT_NONE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (all == MAP_FAILED) return errno;
  int access = PROT_READ | PROT_WRITE, fixed = MAP_SHARED | MAP_FIXED;
  void *whole =
      mmap(all, front + SL_RING_SIZE, access, fixed, file, (off_t)offset);
  void *again = mmap(all + front + SL_RING_SIZE, SL_RING_SIZE, access, fixed,
                     file, (off_t)(offset + front));
  if (whole == MAP_FAILED || again == MAP_FAILED) {
    int error = errno;
    munmap(all, front + 2 * (size_t)SL_RING_SIZE);
    return error;
  }
  ring->shared = (struct sl_shared *)all;
  ring->bytes = all + front;
  return 0;
}

void sl_ring_unmap(struct sl_ring *ring) {
  if (ring->shared)
    munmap(ring->shared, shared_size() + 2 * (size_t)SL_RING_SIZE);
  ring->shared = NULL;
}

static size_t rounded(size_t size) { return (size + 7) & ~(size_t)7; }

struct sl_record *sl_ring_reserve(struct sl_ring *ring, size_t size,
                                  int count_lost) {
  struct sl_shared *shared = ring->shared;
  size = rounded(size);
  uint64_t head = atomic_load_explicit(&shared->head, memory_order_relaxed);
  do {
    /* The tail is read after the head, and only grows: the difference is
       never too small. */
    uint64_t tail = atomic_load_explicit(&shared->tail, memory_order_acquire);
    if (size > SL_RING_SIZE / 2 || head + size - tail > SL_RING_SIZE) {
      if (count_lost)
        atomic_fetch_add_explicit(&shared->lost, 1, memory_order_relaxed);
      return NULL;
    }
  } while (!atomic_compare_exchange_weak_explicit(
      &shared->head, &head, head + size, memory_order_acquire,
      memory_order_relaxed));
  return (struct sl_record *)(ring->bytes + head % SL_RING_SIZE);
}

void sl_ring_commit(struct sl_record *record, size_t size,
                    enum sl_record_kind kind, uint16_t flags) {
  record->kind = (uint16_t)kind;
  record->flags = flags;
  __atomic_store_n(&record->size, (uint32_t)rounded(size), __ATOMIC_RELEASE);
}

struct sl_record *sl_ring_next(struct sl_ring *ring) {
  struct sl_shared *shared = ring->shared;
  uint64_t tail = atomic_load_explicit(&shared->tail, memory_order_relaxed);
  uint64_t head = atomic_load_explicit(&shared->head, memory_order_acquire);
  if (tail == head) return NULL;
  struct sl_record *record =
      (struct sl_record *)(ring->bytes + tail % SL_RING_SIZE);
  uint32_t size = __atomic_load_n(&record->size, __ATOMIC_ACQUIRE);
  /* The process may have scribbled over the ring: it is the user's program. */
  if (size < sizeof *record || size % 8 || size > head - tail) return NULL;
  return record;
}

void sl_ring_release(struct sl_ring *ring, struct sl_record *record) {
  struct sl_shared *shared = ring->shared;
  uint32_t size = record->size;
  memset(record, 0, size);
  atomic_fetch_add_explicit(&shared->tail, size, memory_order_release);
}

size_t sl_ring_fill(const struct sl_ring *ring) {
  uint64_t tail =
      atomic_load_explicit(&ring->shared->tail, memory_order_relaxed);
  return atomic_load_explicit(&ring->shared->head, memory_order_relaxed) -
         tail;
}
