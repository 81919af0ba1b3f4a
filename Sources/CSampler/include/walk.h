#ifndef SWIFTLET_WALK_H
#define SWIFTLET_WALK_H

#include <sys/syscall.h>

#include "ring.h"

/* Walking a thread's Python frames, in this process or another, by offsets
   alone. Every read goes through the kernel, which refuses a bad address
   instead of faulting: a frame can be half linked when a signal arrives. */

enum { SL_MAX_FRAMES = 192, SL_STACK_BYTES = 2048 };

/* The number of the system call in which a thread waits for a lock. */
enum { SL_FUTEX = SYS_futex };

struct sl_walk {
  pid_t pid;
  int is_own; /* the thread that walks is the one walked over */
  struct sl_ring *ring;
  uint64_t now; /* monotonic clock, in nanoseconds */
  uint32_t count;
  int truncated;
  struct sl_frame frames[SL_MAX_FRAMES];
  /* Scratch. */
  uint64_t codes[SL_MAX_FRAMES];
  uint64_t instructions[SL_MAX_FRAMES];
  /* As in sl_sample. */
  uint64_t owned_frame;
  uint32_t owned_index;
  /* Where the innermost frames lie, before any were left out. */
  uint64_t addresses[8];
  /* Of the innermost frame of interest; 0: there is none. */
  uint64_t interesting_frame, interesting_code;
  uint32_t interesting_id;
  int32_t interesting_offset; /* as in sl_frame */
  uint64_t window_begin, window_end;
  unsigned char window[4096 + 256];
  unsigned char heads[8][160];
};

/* Copies memory of a process. Returns whether all of it could be read. */
int sl_read(pid_t pid, uint64_t address, void *buffer, size_t size);

/* Fills `frames`, innermost first, describing code objects in the ring that
   were not described before. Async-signal-safe. */
void sl_walk_frames(struct sl_walk *walk, uint64_t thread_state);

/* Writes a sample of what was walked. `registers` may be NULL. */
int sl_write_sample(struct sl_walk *walk, int32_t thread,
                    uint64_t thread_state, uint64_t nanoseconds,
                    const uint64_t *registers, uint64_t stack_pointer,
                    uint32_t own_nanoseconds, uint16_t flags);

/* Takes a sample of a waiting thread of another process; `flags` says what it
   waits for, if that is known. Returns whether its frames could be read; the
   sample is written in any case. */
int sl_sample_remote(struct sl_ring *ring, struct sl_walk *walk, pid_t pid,
                     int32_t thread, uint64_t thread_state,
                     uint64_t nanoseconds, uint16_t flags);

/* What an sl_sample has, for at most SL_MAX_FRAMES frames of another process
   that were found by other means, innermost first. Those of unknown code are
   left out. Returns how many there are in `walk->frames`. */
uint32_t sl_identify_frames(struct sl_ring *ring, struct sl_walk *walk,
                            pid_t pid, const uint64_t *codes,
                            const uint64_t *instructions, uint32_t count);

#endif
