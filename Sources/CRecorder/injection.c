#include "injection.h"

#include <string.h>

#include "python.h"

/* The constants of a module's code can be exchanged just before CPython
   executes it. */

/* Touched only by the thread that holds the GIL, once installed. */
static const char *wanted_names, *names_end, *redirecting_program;
static char *counters;
static size_t counters_size;
static object *redirect;
static int is_prepared;

static int is_wanted(const char *path) {
  const char *slash = strrchr(path, '/');
  const char *name = slash ? slash + 1 : path;
  for (const char *wanted = wanted_names; wanted < names_end;
       wanted += strlen(wanted) + 1)
    if (!strcmp(name, wanted)) return 1;
  return 0;
}

/* Runs the program in a namespace of its own, for good. */
static void prepare(void) {
  is_prepared = 1; /* first: the program imports modules itself */
  enum { WRITABLE = 0x200 }; /* PyBUF_WRITE */
  object *namespace = python.new_dictionary();
  object *memory =
      python.buffer(counters, (ptrdiff_t)counters_size, WRITABLE);
  if (namespace && memory &&
      python.set_entry(namespace, "COUNTERS", memory) == 0 &&
      sl_python_run(redirecting_program, namespace))
    redirect = python.entry(namespace, "redirect");
  if (memory) python.release(memory);
}

enum {
  CODE_SIZE = 16,   /* as of every object of variable size */
  CODE_FIELDS = 24, /* where what follows begins */
  STACK_STEP = 111, /* as in injection_loops.py */
};

/* Where a tuple's items begin, which `tuple.__basicsize__` tells; 0: unknown. */
static ptrdiff_t items_offset(void) {
  object *size = python.attribute(python.tuple_type, "__basicsize__");
  if (!size) return 0;
  ptrdiff_t offset = python.integer(size);
  python.release(size);
  return offset > 0 ? offset : 0;
}

/* CPython forbids it for tuples that others may have seen; these are the
   constants of code that has not run. */
static void exchange(object *tuple, ptrdiff_t index, object *new,
                     ptrdiff_t offset) {
  if (!python.tuple_item(tuple, index)) return;
  object **item = (object **)((char *)tuple + offset) + index;
  object *old = *item;
  python.retain(new);
  *item = new;
  python.release(old);
}

/* A number that an object has under a name; -1 where there is none. */
static ptrdiff_t number(object *of, const char *name) {
  object *value = of ? python.attribute(of, name) : NULL;
  if (!value) return -1;
  ptrdiff_t result = python.integer(value);
  python.release(value);
  return result;
}

/* Where code objects keep a value that they show under a name. The layout
   differs between versions, and is found by looking; 0: unknown. */
static ptrdiff_t field_offset(object *code, const char *name, ptrdiff_t end) {
  object *value = python.attribute(code, name);
  if (!value) return 0;
  python.release(value);
  for (ptrdiff_t offset = CODE_FIELDS; offset < end; offset += 8)
    if (*(object **)((char *)code + offset) == value) return offset;
  return 0;
}

/* Where code objects keep the number of the first instruction that tracebacks
   show: the one place at which each probe, (code, number), has its own. */
static ptrdiff_t first_shown_offset(object *probes, ptrdiff_t end) {
  ptrdiff_t found = 0, count = python.tuple_size(probes);
  for (ptrdiff_t offset = CODE_FIELDS; offset < end; offset += 4) {
    int fits = 1;
    for (ptrdiff_t i = 0; fits && i < count; i++) {
      object *probe = python.tuple_item(probes, i);
      object *code = python.tuple_item(probe, 0);
      int value;
      memcpy(&value, (char *)code + offset, sizeof value);
      fits = value == python.integer(python.tuple_item(probe, 1));
    }
    if (fits && found) return 0;
    if (fits) found = offset;
  }
  return found;
}

/* Gives a code object room for so many more values on its stack. Which fields
   say how large its frames are, two others tell: those in which they differ
   by STACK_STEP, an odd number, which addresses never do. */
static void enlarge(object *code, object *smaller, object *larger,
                    ptrdiff_t by, ptrdiff_t end) {
  for (ptrdiff_t offset = CODE_FIELDS; by > 0 && offset < end; offset += 4) {
    int size, less, more;
    memcpy(&size, (char *)code + offset, sizeof size);
    memcpy(&less, (char *)smaller + offset, sizeof less);
    memcpy(&more, (char *)larger + offset, sizeof more);
    size += (int)by;
    if ((unsigned)more - (unsigned)less == STACK_STEP)
      memcpy((char *)code + offset, &size, sizeof size);
  }
}

/* Gives a code object that has not run the instructions of another one, which
   is no longer. It keeps its name and its lines. */
static void become(object *code, object *replacement) {
  object *other = python.tuple_item(replacement, 2);
  object *probes = python.tuple_item(replacement, 3);
  object *type = python.attribute(code, "__class__");
  ptrdiff_t end = number(type, "__basicsize__");
  if (type) python.release(type);
  if (end <= CODE_FIELDS) return;
  ptrdiff_t constants = field_offset(code, "co_consts", end);
  ptrdiff_t handlers = field_offset(code, "co_exceptiontable", end);
  ptrdiff_t first_shown = first_shown_offset(probes, end);
  if (!constants || !handlers || !first_shown) return;
  /* Instructions of two bytes follow the fields; CODE_SIZE counts them. */
  ptrdiff_t size = *(ptrdiff_t *)((char *)other + CODE_SIZE);
  if (size > *(ptrdiff_t *)((char *)code + CODE_SIZE)) return;
  ptrdiff_t shared[] = {constants, handlers};
  for (int i = 0; i < 2; i++) {
    object **place = (object **)((char *)code + shared[i]), *old = *place;
    *place = *(object **)((char *)other + shared[i]);
    python.retain(*place);
    python.release(old);
  }
  enlarge(code, python.tuple_item(replacement, 4),
          python.tuple_item(replacement, 5),
          python.integer(python.tuple_item(replacement, 6)), end);
  memcpy((char *)code + first_shown, (char *)other + first_shown, 4);
  memcpy((char *)code + end, (char *)other + end, (size_t)size * 2);
}

static void apply(object *replacements) {
  ptrdiff_t offset = items_offset(), size = python.list_size(replacements);
  for (ptrdiff_t i = 0; offset && i < size; i++) {
    object *replacement = python.list_item(replacements, i);
    object *place = replacement ? python.tuple_item(replacement, 0) : NULL;
    object *index = place ? python.tuple_item(replacement, 1) : NULL;
    object *new = index ? python.tuple_item(replacement, 2) : NULL;
    if (!new) continue;
    if (python.integer(index) < 0)
      become(place, replacement);
    else
      exchange(place, python.integer(index), new, offset);
  }
}

static void take(object *code, object *file) {
  if (!is_prepared) prepare();
  object *replacements = redirect ? sl_python_call(redirect, code, file) : NULL;
  if (!replacements) return;
  apply(replacements);
  python.release(replacements);
}

int sl_injection_install(const char *names, size_t names_size,
                         const char *program, char *counter_memory,
                         size_t size) {
  if (!sl_python_find()) return 0;
  wanted_names = names;
  names_end = names + names_size;
  redirecting_program = program;
  counters = counter_memory;
  counters_size = size;
  static const struct sl_module_watch watch = {is_wanted, take};
  return sl_python_watch_modules(&watch);
}
