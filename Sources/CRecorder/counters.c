#include "counters.h"

#include <string.h>

#include "timing.h"

/* `PyType_Spec` and its parts, with the numbers of the stable ABI. */
struct slot {
  int number;
  void *value;
};

struct specification {
  const char *name;
  int size, item_size;
  unsigned flags;
  const struct slot *slots;
};

struct method {
  const char *name;
  object *(*function)(object *self, object *arguments);
  int flags;
  const char *text;
};

enum {
  NB_INVERT = 27,
  TP_CLEAR = 51,
  TP_DEALLOC = 52,
  TP_ITER = 62,
  TP_ITERNEXT = 63,
  TP_METHODS = 64,
  TP_TRAVERSE = 71,
  NB_MATRIX_MULTIPLY = 75,
  AM_AITER = 78,
  AM_ANEXT = 79,
  IS_COLLECTED = 1 << 14,
  NO_ARGUMENTS = 4,
};

typedef int visit(object *, void *);

struct counter {
  object head;
  struct sl_trace_place *place;
  int leaving;
};

/* Functions that only counters need. */
static struct {
  object *(*iterator)(object *);
  void *(*slot)(object *type, int number);
  object *(*allocate)(object *type, ptrdiff_t count);
  void (*track)(object *);
  void (*untrack)(object *);
  object *(*truth)(long);
  int (*matches)(object *error);
  object **stop_iteration;
} more;

static struct sl_trace *trace;
static object *counter_type, *entry_type, *holder_type, *empty, *copies;
/* Entries that ended, to be used again: of loops, which the garbage collector
   has to know of, and others. */
static struct entry *free_entries, *free_holders;

static ptrdiff_t empty_is_counted;

static uint32_t bucket(uint64_t count) {
  if (count < 2 * SL_TRACE_STEPS) return (uint32_t)count;
  uint32_t power = 63 - (uint32_t)__builtin_clzll(count / SL_TRACE_STEPS);
  uint64_t found = (uint64_t)power * SL_TRACE_STEPS + (count >> power);
  return found < SL_TRACE_BUCKETS ? (uint32_t)found : SL_TRACE_BUCKETS - 1;
}

static void end(struct entry *entry) {
  struct sl_trace_place *place = entry->place;
  uint32_t leaving = place->leaving;
  place->leaving = SL_STAYING;
  place->open--;
  sl_entry_end(entry);
  if (entry->is_exhausted) {
    place->exhausted++;
  } else if (python.error()) {
    place->raised++;
  } else if (leaving == SL_BY_BREAK) {
    place->broken++;
  } else if (leaving == SL_BY_CONDITION ||
             (place->kind == SL_ASYNC_LOOP && !leaving)) {
    place->exhausted++;
    /* The last time there was no iteration any more. */
    entry->iterations--;
  }
  if (place->kind >= SL_LOOP) {
    uint64_t count = entry->iterations;
    place->iterations += count;
    if (count < place->least) place->least = count;
    if (count > place->most) place->most = count;
    uint32_t *tally = &place->histogram[bucket(count)];
    if (*tally != UINT32_MAX) ++*tally;
  }
}

/* Entries of one kind are made once and used again and again. */
static struct entry *new_entry(object *type, struct entry **free,
                               struct sl_trace_place *place) {
  struct entry *entry = *free;
  if (entry) {
    *free = entry->free;
    entry->head.count = 1;
    if (type == entry_type) more.track(&entry->head);
  } else {
    entry = (struct entry *)more.allocate(type, 0);
    if (!entry) return NULL;
  }
  entry->place = place;
  entry->iterations = 0;
  entry->has_begun = entry->is_exhausted = 0;
  entry->inner = NULL;
  return entry;
}

/* What a holder gives its loop, which ends by other means. */
static object *holder_next(object *self) {
  ((struct entry *)self)->iterations++;
  empty->count += empty_is_counted;
  return empty;
}

static void holder_free(object *self) {
  struct entry *entry = (struct entry *)self;
  end(entry);
  entry->free = free_holders;
  free_holders = entry;
}

static object *entry_begin(object *self) {
  struct entry *entry = (struct entry *)self;
  if (!entry->has_begun) {
    object *inner = more.iterator(entry->inner);
    if (!inner) return NULL;
    python.release(entry->inner);
    entry->inner = inner;
    entry->next = (unary *)more.slot(inner->type, TP_ITERNEXT);
    sl_entry_begin(entry);
  }
  python.retain(self);
  return self;
}

static object *entry_next(object *self) {
  struct entry *entry = (struct entry *)self;
  object *item = entry->next(entry->inner);
  if (__builtin_expect(item != NULL, 1))
    entry->iterations++;
  else
    entry->is_exhausted =
        !python.error() || more.matches(*more.stop_iteration);
  return item;
}

/* What is not as it should be is given back as it is: the interpreter says
   what is wrong with it. */
static object *entry_async_begin(object *self) {
  struct entry *entry = (struct entry *)self;
  unary *iterate = (unary *)more.slot(entry->inner->type, AM_AITER);
  object *inner = iterate ? iterate(entry->inner) : NULL;
  if (!inner) return NULL;
  entry->next = (unary *)more.slot(inner->type, AM_ANEXT);
  if (!entry->next) return inner;
  python.release(entry->inner);
  entry->inner = inner;
  sl_entry_begin(entry);
  python.retain(self);
  return self;
}

static object *entry_async_next(object *self) {
  struct entry *entry = (struct entry *)self;
  entry->iterations++;
  return entry->next(entry->inner);
}

static void entry_free(object *self) {
  struct entry *entry = (struct entry *)self;
  more.untrack(self);
  if (entry->has_begun) end(entry);
  object *inner = entry->inner;
  entry->inner = NULL;
  entry->free = free_entries;
  free_entries = entry;
  if (inner) python.release(inner);
}

static int entry_visit(object *self, visit *see, void *data) {
  object *inner = ((struct entry *)self)->inner;
  return inner ? see(inner, data) : 0;
}

static int entry_clear(object *self) { return self == NULL; }

static object *counter_mark(object *self) {
  struct counter *counter = (struct counter *)self;
  if (counter->leaving)
    counter->place->leaving = (uint32_t)counter->leaving;
  else
    counter->place->entries++;
  return more.truth(1);
}

static object *counter_hold(object *self) {
  struct counter *counter = (struct counter *)self;
  struct entry *entry = new_entry(holder_type, &free_holders, counter->place);
  if (!entry) return NULL;
  sl_entry_begin(entry);
  return &entry->head;
}

static object *counter_wrap(object *self, object *iterable) {
  struct counter *counter = (struct counter *)self;
  struct entry *entry = NULL;
  if (counter->place->kind != SL_ASYNC_LOOP ||
      more.slot(iterable->type, AM_AITER))
    entry = new_entry(entry_type, &free_entries, counter->place);
  python.retain(iterable);
  if (!entry) {
    python.clear_error();
    return iterable;
  }
  entry->inner = iterable;
  return &entry->head;
}

/* Traced code that is pickled (by cloudpickle, say) has to work where there
   are no counters: what takes their place there counts nothing. */
static object *counter_reduce(object *self, object *arguments) {
  (void)self, (void)arguments;
  if (copies) python.retain(copies);
  return copies;
}

static int find_more(void) {
  const struct sl_symbol names[] = {
      {"PyObject_GetIter", &more.iterator},
      {"PyType_GetSlot", &more.slot},
      {"PyType_GenericAlloc", &more.allocate},
      {"PyObject_GC_Track", &more.track},
      {"PyObject_GC_UnTrack", &more.untrack},
      {"PyBool_FromLong", &more.truth},
      {"PyErr_ExceptionMatches", &more.matches},
      {"PyExc_StopIteration", &more.stop_iteration},
  };
  return SL_FIND_SYMBOLS(names);
}

int sl_counters_prepare(struct sl_trace *shared, object *namespace) {
  static const struct method methods[] = {
      {"__reduce__", counter_reduce, NO_ARGUMENTS, NULL}, {0}};
  static const struct slot counter_slots[] = {
      {NB_INVERT, counter_mark},
      {NB_MATRIX_MULTIPLY, counter_wrap},
      {TP_ITER, counter_hold},
      {TP_METHODS, (void *)methods},
      {0, NULL}};
  static const struct slot holder_slots[] = {
      {TP_ITERNEXT, holder_next}, {TP_DEALLOC, holder_free}, {0, NULL}};
  static const struct slot entry_slots[] = {
      {TP_ITER, entry_begin},       {TP_ITERNEXT, entry_next},
      {AM_AITER, entry_async_begin}, {AM_ANEXT, entry_async_next},
      {TP_DEALLOC, entry_free},     {TP_TRAVERSE, entry_visit},
      {TP_CLEAR, entry_clear},      {0, NULL}};
  static struct specification counters = {
      "swiftlet.counter", sizeof(struct counter), 0, 0, counter_slots};
  static struct specification holders = {
      "swiftlet.holder", sizeof(struct entry), 0, 0, holder_slots};
  static struct specification entries = {
      "swiftlet.entry", sizeof(struct entry), 0, IS_COLLECTED, entry_slots};
  trace = shared;
  if (!find_more()) return 0;
  sl_timing_prepare(shared);
  counter_type = python.type_of(&counters);
  holder_type = python.type_of(&holders);
  entry_type = python.type_of(&entries);
  empty = python.new_tuple(0);
  if (!empty) return 0;
  /* From 3.12 on it is not: it lives for ever. */
  ptrdiff_t count = empty->count;
  python.retain(empty);
  empty_is_counted = empty->count - count;
  copies = python.entry(namespace, "COPY");
  if (copies) python.retain(copies);
  return counter_type && holder_type && entry_type;
}

object *sl_counter_new(struct sl_trace_place *place, int leaving) {
  struct counter *counter =
      (struct counter *)more.allocate(counter_type, 0);
  if (!counter) return NULL;
  counter->place = place;
  counter->leaving = leaving;
  return &counter->head;
}
