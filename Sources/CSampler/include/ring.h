#ifndef SWIFTLET_RING_H
#define SWIFTLET_RING_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "layout.h"

/* The memory that one process of the user's and its sampler share: a ring of
   records, written by any number of threads (and by the sampler) without a
   lock, read by the sampler alone; and the table of code objects already
   described. */

enum sl_record_kind {
  SL_VOID = 1, /* room that was reserved and not used */
  SL_CODE = 2,
  SL_SAMPLE = 3,
  SL_LOOK = 4,
  SL_CALL = 5,
  SL_RETURN = 6,
  SL_WINDOW = 7,
  SL_CAPTURE = 8,
  SL_ALLOCATION = 9,
  SL_RELEASE = 10,
};

/* Every record begins so, at a multiple of 8. A size of zero: not written
   yet. The ring is mapped twice in a row, so a record is always in one piece. */
struct sl_record {
  uint32_t size; /* atomic */
  uint16_t kind;
  uint16_t flags;
};

/* Describes the code object that samples name `id`. Three byte sequences
   follow, each padded to 8: file name, qualified name, line table. The names
   are Python strings of `kind` 1, 2 or 4 bytes a character. */
struct sl_code {
  struct sl_record record;
  uint32_t id;
  int32_t first_line;
  uint16_t file_kind;
  uint16_t name_kind;
  uint32_t file_size;
  uint32_t name_size;
  uint32_t table_size;
};

enum sl_sample_flags {
  SL_WAITING = 1,     /* off the CPU; the weight is wall time */
  SL_TRUNCATED = 2,   /* outer frames were left out */
  SL_WITHOUT_GIL = 4, /* on the CPU, while another thread may have the GIL */
  SL_FOR_GIL = 8,     /* waiting for the GIL */
  SL_BLOCKED = 16,    /* waiting for anything else */
};

struct sl_frame {
  uint32_t code;  /* id of an earlier sl_code; 0 where there is none */
  int32_t offset; /* byte offset of the instruction, negative: not begun */
};

enum { SL_REGISTERS = 16 };

/* `frame_count` frames follow, innermost first, then `stack_size` bytes of
   the native stack from the stack pointer on. */
struct sl_sample {
  struct sl_record record;
  int32_t thread;
  uint32_t own_nanoseconds; /* what taking this sample cost */
  uint64_t nanoseconds;     /* weight */
  uint64_t thread_state;
  uint32_t frame_count;
  uint32_t stack_size;
  /* The outermost frame that a generator or coroutine owns: its address, and
     which of the frames it is; an address of 0: there is none. */
  uint64_t owned_frame;
  uint32_t owned_index;
  uint32_t padding;
  /* In the order of sl_register_names; all zero for waiting threads. */
  uint64_t registers[SL_REGISTERS];
};

struct sl_code_entry {
  uint64_t code, line_table;
  int32_t first_line;
  _Atomic uint32_t state;
  /* When it was last found to be at this address, on the monotonic clock. */
  _Atomic uint64_t verified;
  /* Set by the sampler: its locals are worth a look. */
  _Atomic uint32_t interest;
};

enum {
  SL_CODE_ENTRIES = 1 << 15,
  SL_RING_SIZE = 1 << 22,
};

/* A part of a program: [begin, end). */
struct sl_range {
  uint64_t begin, end;
};

enum { SL_QUIET_RANGES = 4, SL_TARGETS = 8 };

struct sl_shared {
  struct sl_layout layout;
  /* The process that samples, and the one that is sampled. */
  int32_t sampler;
  _Atomic int32_t process;
  /* A number that the process has at this address of its own: its id may mean
     another one to the sampler, in a container for instance. */
  uint64_t token, token_address;
  /* Bytes of memory, on average, from one allocation that is written down to
     the next; 0: none is. Set before the process is there. */
  uint64_t memory_interval;
  /* PY_VERSION_HEX of its interpreter; 0 where that does not say. */
  uint32_t version;
  /* Set while it tries to become another program. */
  _Atomic uint32_t leaving;
  /* Address of _PyRuntime, 0 where there is none, and its size: the GIL is in
     it. */
  uint64_t runtime, runtime_size;
  /* The dictionary of imported modules, once Python has one; 0: unknown. */
  _Atomic uint64_t modules;
  /* The thread state of the main thread, once Python has one. */
  _Atomic uint64_t main_thread_state;
  /* Set by the process when samples can be taken. */
  _Atomic uint32_t ready;
  _Atomic uint32_t code_count;
  /* Set by the sampler, taken back by the sample that looks. */
  _Atomic uint32_t look_wanted;
  /* The same for a window in which calls are looked at, see calls.h; and how
     long it may last, in ticks. */
  _Atomic uint32_t window_wanted;
  _Atomic uint64_t window_ticks;
  /* Set where calls cannot be looked at because another tool evaluates
     frames. */
  _Atomic uint32_t has_other_evaluator;
  /* Ids of the code objects whose calls are looked at; 0: none. */
  _Atomic uint32_t targets[SL_TARGETS];
  /* A bit for each of them of which a call is to be written down. */
  _Atomic uint32_t captures;
  /* Code in which the native stack is of no interest. */
  struct sl_range quiet[SL_QUIET_RANGES];
  _Atomic uint64_t lost;
  /* Ticks whose time was left to the next sample. */
  _Atomic uint64_t postponed;
  _Atomic uint64_t head __attribute__((aligned(64))); /* written up to here */
  _Atomic uint64_t tail __attribute__((aligned(64))); /* read up to here */
  struct sl_code_entry codes[SL_CODE_ENTRIES];
};

/* One mapping of the shared memory. */
struct sl_ring {
  struct sl_shared *shared;
  unsigned char *bytes;
};

/* Bytes that a ring takes in a memory file. */
size_t sl_ring_file_size(void);

/* Maps the part of a memory file that begins at `offset`, a multiple of the
   page size. Returns 0 or an errno value. */
int sl_ring_map(int file, uint64_t offset, struct sl_ring *ring);
void sl_ring_unmap(struct sl_ring *ring);

/* Reserves room for a record, or returns NULL (and counts it as lost where
   `count_lost`). Its contents are undefined until sl_ring_commit. */
struct sl_record *sl_ring_reserve(struct sl_ring *ring, size_t size,
                                  int count_lost);
void sl_ring_commit(struct sl_record *record, size_t size,
                    enum sl_record_kind kind, uint16_t flags);

/* The oldest record, or NULL; to be given back with sl_ring_release. Only for
   the sampler, one thread at a time. A record that says it is larger than what
   was reserved ends the reading for good. */
struct sl_record *sl_ring_next(struct sl_ring *ring);
void sl_ring_release(struct sl_ring *ring, struct sl_record *record);

/* The atomic fields, for readers in other languages. */
static inline uint32_t sl_record_size(const struct sl_record *record) {
  return __atomic_load_n(&record->size, __ATOMIC_ACQUIRE);
}
static inline uint64_t sl_shared_runtime_size(const struct sl_shared *shared) {
  return shared->runtime_size;
}
static inline int sl_shared_ready(const struct sl_shared *shared) {
  return atomic_load_explicit(&shared->ready, memory_order_acquire) != 0;
}
static inline uint64_t sl_shared_main_thread(const struct sl_shared *shared) {
  return atomic_load_explicit(&shared->main_thread_state,
                              memory_order_relaxed);
}
static inline uint64_t sl_shared_lost(const struct sl_shared *shared) {
  return atomic_load_explicit(&shared->lost, memory_order_relaxed);
}
static inline uint64_t sl_shared_postponed(const struct sl_shared *shared) {
  return atomic_load_explicit(&shared->postponed, memory_order_relaxed);
}
static inline int sl_shared_has_other_evaluator(
    const struct sl_shared *shared) {
  return atomic_load_explicit(&shared->has_other_evaluator,
                              memory_order_relaxed) != 0;
}
static inline uint64_t sl_shared_modules(const struct sl_shared *shared) {
  return atomic_load_explicit(&shared->modules, memory_order_relaxed);
}
static inline struct sl_layout *sl_shared_layout(struct sl_shared *shared) {
  return &shared->layout;
}
static inline uint64_t sl_shared_runtime(const struct sl_shared *shared) {
  return shared->runtime;
}
static inline void sl_shared_want_look(struct sl_shared *shared) {
  atomic_store_explicit(&shared->look_wanted, 1, memory_order_relaxed);
}
static inline void sl_shared_want_window(struct sl_shared *shared,
                                         uint64_t ticks) {
  atomic_store_explicit(&shared->window_ticks, ticks, memory_order_relaxed);
  atomic_store_explicit(&shared->window_wanted, 1, memory_order_release);
}
static inline void sl_shared_set_captures(struct sl_shared *shared,
                                          uint32_t targets) {
  atomic_store_explicit(&shared->captures, targets, memory_order_relaxed);
}
static inline void sl_shared_set_target(struct sl_shared *shared, int index,
                                        uint32_t code) {
  atomic_store_explicit(&shared->targets[index], code, memory_order_relaxed);
}
static inline void sl_shared_set_interest(struct sl_shared *shared,
                                          uint32_t code, int interest) {
  if (code == 0 || code > SL_CODE_ENTRIES) return;
  atomic_store_explicit(&shared->codes[code - 1].interest, interest != 0,
                        memory_order_relaxed);
}
static inline int32_t sl_shared_process(const struct sl_shared *shared) {
  return atomic_load_explicit(&shared->process, memory_order_acquire);
}
static inline uint64_t sl_shared_token(const struct sl_shared *shared) {
  return shared->token;
}
static inline uint64_t sl_shared_token_address(
    const struct sl_shared *shared) {
  return shared->token_address;
}
static inline uint32_t sl_shared_version(const struct sl_shared *shared) {
  return shared->version;
}
static inline int sl_shared_leaving(const struct sl_shared *shared) {
  return atomic_load_explicit(&shared->leaving, memory_order_relaxed) != 0;
}
/* Emptied first, so that a reader between the two stores finds no range. */
static inline void sl_shared_set_quiet(struct sl_shared *shared, int index,
                                       uint64_t begin, uint64_t end) {
  shared->quiet[index].end = 0;
  atomic_thread_fence(memory_order_release);
  shared->quiet[index].begin = begin;
  atomic_thread_fence(memory_order_release);
  shared->quiet[index].end = end;
}

/* How many bytes wait to be read. */
size_t sl_ring_fill(const struct sl_ring *ring);

#endif
