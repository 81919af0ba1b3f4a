#include "tracing.h"

#include <pthread.h>
#include <string.h>
#include <sys/mman.h>

#include "counters.h"
#include "evaluation.h"

struct method {
  const char *name;
  object *(*function)(object *self, object *arguments);
  int flags;
  const char *text;
};

/* Touched only by the thread that holds the GIL, once installed. */
static struct sl_trace *trace;
static const char *folders, *folders_end, *program;
static object *counting;
static int is_prepared;
static object *(*new_function)(const struct method *, object *self,
                               object *module);
static object *(*new_integer)(ptrdiff_t);
static void *(*thread_state)(void);
static void (*enter_tracing)(void *), (*leave_tracing)(void *);
static int64_t (*interpreter_number)(void *);
static void *(*interpreter)(void);

static int is_wanted(const char *path) {
  if (*path == '<') return 0;
  for (const char *folder = folders; folder < folders_end;
       folder += strlen(folder) + 1)
    if (!strncmp(path, folder + 1, strlen(folder + 1))) return *folder == '+';
  return 1;
}

/* Where a text begins in the shared memory; 0, the empty one, without room. */
static uint32_t add_text(object *text) {
  ptrdiff_t size = 0;
  const char *bytes = text ? python.utf8(text, &size) : NULL;
  if (!bytes || (size_t)size >= SL_TRACE_TEXT - trace->text_size) return 0;
  uint32_t begin = trace->text_size;
  memcpy(trace->text + begin, bytes, (size_t)size);
  trace->text_size += (uint32_t)size + 1;
  return begin;
}

/* text(text): where it begins. */
static object *text(object *self, object *arguments) {
  (void)self;
  return new_integer(add_text(python.tuple_item(arguments, 0)));
}

/* note(file, reason), both texts. */
static object *note(object *self, object *arguments) {
  (void)self;
  if (trace->note_count < SL_TRACE_NOTES)
    trace->notes[trace->note_count++] = (struct sl_trace_note){
        add_text(python.tuple_item(arguments, 0)),
        add_text(python.tuple_item(arguments, 1))};
  return new_integer(trace->note_count);
}

enum { PLACE_FIELDS = 8 };

/* place(kind, is resumed, file, name, line, column, end line, end column): its
   number, or -1 where there is no room. */
static object *place(object *self, object *arguments) {
  (void)self;
  ptrdiff_t field[PLACE_FIELDS];
  for (int i = 0; i < PLACE_FIELDS; i++) {
    object *item = python.tuple_item(arguments, i);
    if (!item) return NULL;
    field[i] = python.integer(item);
  }
  if (trace->place_count == SL_TRACE_PLACES) {
    trace->places_left_out++;
    return new_integer(-1);
  }
  struct sl_trace_place *place = &trace->places[trace->place_count];
  place->kind = (uint32_t)field[0];
  place->is_resumed = (uint32_t)field[1];
  place->file = (uint32_t)field[2];
  place->name = (uint32_t)field[3];
  place->line = (int32_t)field[4];
  place->column = (int32_t)field[5];
  place->end_line = (int32_t)field[6];
  place->end_column = (int32_t)field[7];
  place->least = UINT64_MAX;
  return new_integer(trace->place_count++);
}

/* counter(place, leaving) */
static object *counter(object *self, object *arguments) {
  (void)self;
  object *number = python.tuple_item(arguments, 0);
  object *leaving = number ? python.tuple_item(arguments, 1) : NULL;
  if (!leaving) return NULL;
  return sl_counter_new(&trace->places[python.integer(number)],
                        (int)python.integer(leaving));
}

/* layout(code instructions, load constant, return value) */
static object *layout(object *self, object *arguments) {
  (void)self;
  ptrdiff_t field[3];
  for (int i = 0; i < 3; i++) {
    object *item = python.tuple_item(arguments, i);
    if (!item) return NULL;
    field[i] = python.integer(item);
  }
  trace->code_instructions = (uint32_t)field[0];
  trace->load_constant = (uint16_t)field[1];
  trace->return_value = (uint16_t)field[2];
  return new_integer(0);
}

static int prepare(void) {
  enum { ARGUMENTS = 1 };
  static const struct method functions[] = {
      {"text", text, ARGUMENTS, NULL},
      {"note", note, ARGUMENTS, NULL},
      {"place", place, ARGUMENTS, NULL},
      {"counter", counter, ARGUMENTS, NULL},
      {"layout", layout, ARGUMENTS, NULL},
  };
  is_prepared = 1; /* first: the program imports modules itself */
  if (!sl_evaluation_prepare(trace)) return 0;
  object *namespace = python.new_dictionary();
  if (!namespace) return 0;
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    object *function = new_function(&functions[i], NULL, NULL);
    if (!function || python.set_entry(namespace, functions[i].name, function))
      return 0;
  }
  if (!sl_python_run(program, namespace)) return 0;
  if (!sl_counters_prepare(trace, namespace)) return 0;
  counting = python.entry(namespace, "counting");
  return counting != NULL;
}

static void exchange(object *code, object *file) {
  /* The objects that count belong to the main interpreter. */
  if (interpreter_number(interpreter())) return;
  /* None of our own steps is an event for a debugger of the script's. */
  void *thread = thread_state();
  enter_tracing(thread);
  object *other = NULL;
  if (is_prepared || prepare())
    other = counting ? sl_python_call(counting, code, file) : NULL;
  leave_tracing(thread);
  if (!other) return;
  if (other->type == code->type) sl_evaluate_instead(code, other);
  python.release(other);
}

/* A forked child goes on counting, on memory of its own. */
static void leave_to_parent(void) {
  mmap(trace, sizeof *trace, PROT_READ | PROT_WRITE,
       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
}

int sl_tracing_install(struct sl_trace *shared, const char *names,
                       size_t names_size, const char *text) {
  const struct sl_symbol functions[] = {
      {"PyCFunction_NewEx", &new_function},
      {"PyLong_FromSsize_t", &new_integer},
      {"PyThreadState_Get", &thread_state},
      {"PyThreadState_EnterTracing", &enter_tracing},
      {"PyThreadState_LeaveTracing", &leave_tracing},
      {"PyInterpreterState_Get", &interpreter},
      {"PyInterpreterState_GetID", &interpreter_number},
  };
  if (!SL_FIND_SYMBOLS(functions) || !sl_python_find()) return 0;
  trace = shared;
  trace->text_size = 1;
  folders = names;
  folders_end = names + names_size;
  program = text;
  pthread_atfork(NULL, NULL, leave_to_parent);
  static const struct sl_module_watch watch = {is_wanted, exchange};
  return sl_python_watch_modules(&watch);
}
