#define _GNU_SOURCE
#include "watching.h"

#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "calls.h"
#include "clock.h"
#include "digest.h"
#include "look.h"
#include "pickle.h"
#include "sampler.h"

/* Of a thread's frame. */
typedef object *evaluator(void *thread, unsigned char *frame, int throwing);

enum {
  /* In one window. */
  MOST_EVALUATIONS = 6000,
  MOST_CALLS = 1000,
  LOOKS_PER_TARGET = 2,
  /* Evaluations of ours inside others, on one thread: each takes room on the
     native stack, which CPython's own calls of Python functions do not. */
  MOST_DEPTH = 16,
  CODE_FLAGS = 48, /* where a code object has them; see RemoteObjects */
  HAS_REST = 4,
  HAS_NAMED_REST = 8,
};

static struct {
  void *(*interpreter)(void);
  evaluator *(*evaluator)(void *interpreter);
  void (*set_evaluator)(void *interpreter, evaluator *);
  evaluator *evaluate_frame;
} cpython;

/* Where the interpreter keeps who evaluates frames; NULL there: itself. To set
   it when it is NULL is one store of a word, which does no harm at any moment,
   in a signal handler for instance. To take it back is only safe where CPython
   is not about to call it: in the evaluation of a frame, with the GIL. */
static evaluator *_Atomic *place;

/* When a window was opened that no evaluation has seen yet; 0: none. */
static _Atomic uint64_t opened;

/* Touched only with the GIL. */
static struct {
  uint64_t begin, deadline; /* 0: closed */
  uint64_t own;
  uint32_t evaluations, calls, looks[SL_TARGETS];
  uint32_t captures; /* a bit for each target of which one was taken */
} window;
static uint64_t call_count;
static ptrdiff_t not_begun; /* offset of the instruction of such a frame */
static struct sl_looking looking;

static __thread int depth;
static __thread int32_t thread_id;

static object *evaluate(void *thread, unsigned char *frame, int throwing);

static void note_other_evaluator(void) {
  struct sl_ring *ring = sl_sampler_ring();
  if (ring)
    atomic_store_explicit(&ring->shared->has_other_evaluator, 1,
                          memory_order_relaxed);
}

/* In a signal handler. Where another tool evaluates frames it goes on alone. */
static void open_window(void) {
  evaluator *expected = NULL;
  uint64_t now = sl_ticks();
  if (atomic_compare_exchange_strong(place, &expected, evaluate))
    atomic_store_explicit(&opened, now, memory_order_release);
  else if (expected != evaluate)
    note_other_evaluator();
}

static void step_aside(void) {
  evaluator *expected = evaluate;
  atomic_compare_exchange_strong(place, &expected, NULL);
}

static void close_window(struct sl_ring *ring, uint64_t now) {
  step_aside();
  struct sl_record *record =
      ring && window.deadline
          ? sl_ring_reserve(ring, sizeof(struct sl_window), 0)
          : NULL;
  if (record) {
    struct sl_window *written = (struct sl_window *)record;
    written->evaluations = window.evaluations;
    written->calls = window.calls;
    written->begin = window.begin;
    written->end = now;
    written->own = window.own;
    sl_ring_commit(record, sizeof *written, SL_WINDOW, 0);
  }
  window.deadline = 0;
}

/* Whether there is a window; closes one that is over. */
static int is_open(struct sl_ring *ring) {
  uint64_t begin = atomic_load_explicit(&opened, memory_order_acquire);
  if (begin && ring) {
    atomic_store_explicit(&opened, 0, memory_order_relaxed);
    memset(&window, 0, sizeof window);
    window.begin = begin;
    window.deadline =
        begin + atomic_load_explicit(&ring->shared->window_ticks,
                                     memory_order_relaxed);
  }
  if (window.deadline && ring && window.evaluations < MOST_EVALUATIONS &&
      window.calls < MOST_CALLS) {
    window.evaluations++;
    /* The clock costs more than the rest of this. */
    if (window.evaluations % 8 != 1 || sl_ticks() < window.deadline) return 1;
  }
  close_window(ring, sl_ticks());
  return 0;
}

static uint64_t word(const void *base, uint32_t offset) {
  uint64_t value;
  memcpy(&value, (const char *)base + offset, sizeof value);
  return value;
}

/* Which of the targets a frame begins a call of; -1: none. */
static int find_target(struct sl_shared *shared, const unsigned char *frame) {
  const struct sl_layout *layout = &shared->layout;
  uint64_t code = word(frame, layout->frame_code) & layout->reference_mask;
  for (int i = 0; i < SL_TARGETS; i++) {
    uint32_t id =
        atomic_load_explicit(&shared->targets[i], memory_order_relaxed);
    if (!id || id > SL_CODE_ENTRIES) continue;
    const struct sl_code_entry *entry = &shared->codes[id - 1];
    if (entry->code != code) continue;
    const void *object = (const void *)(uintptr_t)code;
    int is_same = word(object, layout->code_line_table) == entry->line_table;
    /* Generators are evaluated again each time that they go on. */
    ptrdiff_t instruction = (ptrdiff_t)(
        word(frame, layout->frame_instruction) - code -
        layout->code_instructions);
    return is_same && instruction == not_begun ? i : -1;
  }
  return -1;
}

static uint32_t argument_count(const struct sl_layout *layout,
                               const void *code) {
  int32_t counts[3], flags;
  memcpy(counts, (const char *)code + layout->code_argument_count,
         sizeof counts);
  memcpy(&flags, (const char *)code + CODE_FLAGS, sizeof flags);
  return (uint32_t)counts[0] + (uint32_t)counts[2] + !!(flags & HAS_REST) +
         !!(flags & HAS_NAMED_REST);
}

/* Data, dimensions, shape: the number of all elements, and of those along the
   first axes; -1 where the object is no NumPy array. A class written in Python
   has no point in its name. */
static int64_t element_count(const object *value, uint32_t *shape) {
  enum { TYPE_NAME = 24, DIMENSIONS = 24, SHAPE = 32, MOST = 64 };
  const char *name = (const char *)(uintptr_t)word(value->type, TYPE_NAME);
  if (strcmp(name, "numpy.ndarray")) return -1;
  int32_t dimensions;
  memcpy(&dimensions, (const char *)value + DIMENSIONS, sizeof dimensions);
  const int64_t *sizes = (const int64_t *)(uintptr_t)word(value, SHAPE);
  int64_t count = 1;
  for (int32_t i = 0; i < dimensions && i < MOST; i++) count *= sizes[i];
  for (int32_t i = 0; i < dimensions && i < SL_SHAPE; i++)
    shape[i] = sizes[i] < UINT32_MAX ? (uint32_t)sizes[i] : UINT32_MAX;
  return count;
}

/* A word at which objects of many types have their number of elements; not
   beyond the page. */
static int64_t size_word(const object *value, uint32_t *shape) {
  int64_t count = element_count(value, shape);
  if (count >= 0) return count;
  uintptr_t address = (uintptr_t)value + 16;
  return address % 4096 ? (int64_t)word(value, 16) : 0;
}

static void describe(struct sl_call *call, uint32_t index,
                     const object *value) {
  struct sl_argument *argument = (struct sl_argument *)(call + 1) + index;
  int is_big = 0;
  argument->type = value ? (uint64_t)(uintptr_t)value->type : 0;
  argument->value = 0;
  memset(argument->shape, 0, sizeof argument->shape);
  if (value && !sl_integer_value(value, &argument->value, &is_big))
    argument->value = size_word(value, argument->shape);
  if (is_big) call->big |= 1u << index;
}

static void capture(struct sl_ring *ring, uint64_t number, int is_result,
                    object *const *values, uint32_t count) {
  static unsigned char bytes[SL_CAPTURE_SIZE];
  struct sl_pickle pickle;
  sl_pickle_begin(&pickle, &ring->shared->layout, bytes, sizeof bytes);
  if (is_result)
    sl_pickle_add(&pickle, *values);
  else
    sl_pickle_add_all(&pickle, values, count);
  size_t size = sl_pickle_end(&pickle);
  struct sl_record *record =
      sl_ring_reserve(ring, sizeof(struct sl_capture) + size, 0);
  if (!record) return;
  struct sl_capture *written = (struct sl_capture *)record;
  written->size = (uint32_t)size;
  written->is_result = (uint32_t)is_result;
  written->number = number;
  memcpy(written + 1, bytes, size);
  sl_ring_commit(record, sizeof *written + size, SL_CAPTURE, 0);
}

/* Whether this call is to be written down: one of a window at most. */
static int is_wanted(struct sl_shared *shared, int target) {
  uint32_t bit = 1u << target;
  if (window.captures & bit) return 0;
  window.captures |= bit;
  return (atomic_load_explicit(&shared->captures, memory_order_relaxed) &
          bit) != 0;
}

/* Returns the call's number. */
static uint64_t begin_call(struct sl_ring *ring, int target,
                           const unsigned char *frame, int *is_captured) {
  const struct sl_layout *layout = &ring->shared->layout;
  uint64_t code = word(frame, layout->frame_code) & layout->reference_mask;
  uint32_t count = argument_count(layout, (const void *)(uintptr_t)code);
  uint32_t told = count < SL_MAX_ARGUMENTS ? count : SL_MAX_ARGUMENTS;
  size_t size = sizeof(struct sl_call) + told * sizeof(struct sl_argument);
  struct sl_record *record = sl_ring_reserve(ring, size, 0);
  window.calls++;
  if (!record) return 0;
  if (!thread_id) thread_id = (int32_t)syscall(SYS_gettid);
  struct sl_call *call = (struct sl_call *)record;
  call->code = atomic_load_explicit(&ring->shared->targets[target],
                                    memory_order_relaxed);
  call->thread = thread_id;
  call->number = ++call_count;
  call->argument_count = told;
  call->big = 0;
  struct sl_digest digest = sl_digest_begin(layout);
  object *values[SL_MAX_ARGUMENTS];
  for (uint32_t i = 0; i < count; i++) {
    uint64_t address = word(frame, layout->frame_locals + 8 * i);
    object *value = (object *)(uintptr_t)(address & layout->reference_mask);
    sl_digest_add(&digest, value);
    if (i >= told) continue;
    describe(call, i, value);
    values[i] = value;
  }
  call->digest = digest.number;
  const struct sl_looked_at at = {ring,
                                  sl_shared_process(ring->shared),
                                  (uint64_t)(uintptr_t)frame,
                                  code,
                                  call->code,
                                  -2, /* not begun */
                                  count};
  sl_ring_commit(record, size, SL_CALL, digest.flags);
  if (count && window.looks[target] < LOOKS_PER_TARGET) {
    window.looks[target]++;
    sl_look_at_variables(&at, SL_AT_CALL, &looking);
  }
  *is_captured = told == count && is_wanted(ring->shared, target);
  if (*is_captured) capture(ring, call_count, 0, values, count);
  return call_count;
}

static void end_call(struct sl_ring *ring, uint64_t number, uint64_t ticks,
                     object *result) {
  struct sl_record *record =
      sl_ring_reserve(ring, sizeof(struct sl_return), 0);
  if (!record) return;
  struct sl_return *end = (struct sl_return *)record;
  struct sl_digest digest = sl_digest_begin(&ring->shared->layout);
  end->number = number;
  end->ticks = ticks;
  end->type = 0;
  if (result) {
    sl_digest_add(&digest, result);
    end->type = (uint64_t)(uintptr_t)result->type;
  } else {
    digest.flags = SL_RAISED;
  }
  end->digest = digest.number;
  sl_ring_commit(record, sizeof *end, SL_RETURN, digest.flags);
}

static object *evaluate(void *thread, unsigned char *frame, int throwing) {
  struct sl_ring *ring = sl_sampler_ring();
  if (!is_open(ring)) return cpython.evaluate_frame(thread, frame, throwing);
  int target = throwing ? -1 : find_target(ring->shared, frame);
  uint64_t number = 0, begin = 0;
  int is_captured = 0;
  if (target >= 0) {
    uint64_t before = sl_ticks();
    number = begin_call(ring, target, frame, &is_captured);
    begin = sl_ticks();
    window.own += begin - before;
  }
  /* Whatever is called further in is not seen. */
  int is_deepest = ++depth >= MOST_DEPTH;
  if (is_deepest) step_aside();
  object *result = cpython.evaluate_frame(thread, frame, throwing);
  depth--;
  if (is_deepest && window.deadline) {
    evaluator *expected = NULL;
    atomic_compare_exchange_strong(place, &expected, evaluate);
  }
  if (number) {
    uint64_t end = sl_ticks();
    /* Another one, perhaps: after a fork. */
    ring = sl_sampler_ring();
    if (ring && is_captured && result)
      capture(ring, number, 1, &result, 1);
    if (ring) end_call(ring, number, end - begin, result);
    window.own += sl_ticks() - end;
  }
  return result;
}

static object *probe(void *thread, unsigned char *frame, int throwing) {
  return cpython.evaluate_frame(thread, frame, throwing);
}

/* Finds the place by what changes when the interpreter is told to change it. */
static evaluator *_Atomic *find_place(void) {
  enum { CHUNK = 512, MOST_CHUNKS = 256 };
  unsigned char *interpreter = cpython.interpreter();
  if (!interpreter) return NULL;
  if (cpython.evaluator(interpreter) != cpython.evaluate_frame) {
    note_other_evaluator();
    return NULL;
  }
  evaluator *_Atomic *found = NULL;
  cpython.set_evaluator(interpreter, probe);
  for (int i = 0; i < MOST_CHUNKS && !found; i++) {
    uint64_t words[CHUNK];
    unsigned char *chunk = interpreter + i * sizeof words;
    if (!sl_read(getpid(), (uint64_t)(uintptr_t)chunk, words, sizeof words))
      break;
    for (int j = 0; j < CHUNK && !found; j++)
      if (words[j] == (uint64_t)(uintptr_t)probe)
        found = (evaluator *_Atomic *)(chunk + 8 * j);
  }
  cpython.set_evaluator(interpreter, cpython.evaluate_frame);
  return found && atomic_load(found) == NULL ? found : NULL;
}

void sl_watching_install(void) {
  const struct sl_symbol names[] = {
      {"PyInterpreterState_Main", &cpython.interpreter},
      {"_PyInterpreterState_GetEvalFrameFunc", &cpython.evaluator},
      {"_PyInterpreterState_SetEvalFrameFunc", &cpython.set_evaluator},
      {"_PyEval_EvalFrameDefault", &cpython.evaluate_frame},
  };
  struct sl_ring *ring = sl_sampler_ring();
  if (!ring || place || !SL_FIND_SYMBOLS(names)) return;
  uint32_t version = sl_shared_version(ring->shared);
  if (!version || !sl_pickle_prepare(version)) return;
  /* Until 3.12 a frame has the instruction before the next one. */
  not_begun = version < 0x030d0000 ? -2 : 0;
  place = find_place();
  if (place) sl_sampler_on_window(open_window);
}
