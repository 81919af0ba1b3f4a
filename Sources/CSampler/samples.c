#define _GNU_SOURCE
#include <string.h>
#include <sys/uio.h>

#include "clock.h"
#include "walk.h"

enum { PAGE = 4096 };

int sl_write_sample(struct sl_walk *walk, int32_t thread,
                    uint64_t thread_state, uint64_t nanoseconds,
                    const uint64_t *registers, uint64_t stack_pointer,
                    uint32_t own_nanoseconds, uint16_t flags) {
  size_t frames = walk->count * sizeof(struct sl_frame);
  size_t room = stack_pointer ? SL_STACK_BYTES : 0;
  size_t size = sizeof(struct sl_sample) + frames + room;
  struct sl_record *record = sl_ring_reserve(walk->ring, size, 1);
  if (!record) return 0;
  struct sl_sample *sample = (struct sl_sample *)record;
  sample->thread = thread;
  sample->own_nanoseconds = own_nanoseconds;
  sample->nanoseconds = nanoseconds;
  sample->thread_state = thread_state;
  sample->frame_count = walk->count;
  sample->stack_size = 0;
  sample->owned_frame = walk->owned_frame;
  sample->owned_index = walk->owned_index;
  if (registers)
    memcpy(sample->registers, registers, sizeof sample->registers);
  else
    memset(sample->registers, 0, sizeof sample->registers);
  unsigned char *bytes = (unsigned char *)(sample + 1);
  memcpy(bytes, walk->frames, frames);
  if (room) {
    /* Near the end of a stack less than that is there. */
    struct iovec local = {bytes + frames, room};
    struct iovec remote[2] = {{(void *)(uintptr_t)stack_pointer, room}, {0}};
    uint64_t page = (stack_pointer | (PAGE - 1)) + 1;
    unsigned long parts = 1;
    if (page < stack_pointer + room) {
      remote[0].iov_len = page - stack_pointer;
      remote[1] = (struct iovec){(void *)(uintptr_t)page,
                                 stack_pointer + room - page};
      parts = 2;
    }
    ssize_t count = process_vm_readv(walk->pid, &local, 1, remote, parts, 0);
    sample->stack_size = count > 0 ? (uint32_t)count & ~7u : 0;
  }
  if (walk->truncated) flags |= SL_TRUNCATED;
  sl_ring_commit(record, size, SL_SAMPLE, flags);
  return 1;
}

int sl_sample_remote(struct sl_ring *ring, struct sl_walk *walk, pid_t pid,
                     int32_t thread, uint64_t thread_state,
                     uint64_t nanoseconds, uint16_t flags) {
  walk->pid = pid;
  walk->is_own = 0;
  walk->ring = ring;
  walk->now = sl_nanoseconds();
  sl_walk_frames(walk, thread_state);
  sl_write_sample(walk, thread, thread_state, nanoseconds, NULL, 0, 0,
                  SL_WAITING | flags);
  return walk->count > 0;
}
