#ifndef SWIFTLET_PYTHON_H
#define SWIFTLET_PYTHON_H

#include <stddef.h>

/* The functions of CPython's stable ABI that are used here, found at run time:
   this library is compiled without its headers and linked against none. */

/* The begin of every object. */
typedef struct object {
  ptrdiff_t count;
  struct object *type;
} object;

typedef int sl_audit_hook(const char *event, object *arguments, void *data);

/* All but the first need the GIL. */
struct sl_python {
  int (*add_audit_hook)(sl_audit_hook *hook, void *data);
  void (*retain)(object *);
  void (*release)(object *);
  void (*clear_error)(void);
  object *(*error)(void);
  object *(*tuple_item)(object *, ptrdiff_t);
  ptrdiff_t (*tuple_size)(object *);
  object *(*new_tuple)(ptrdiff_t);
  int (*set_tuple_item)(object *, ptrdiff_t, object *);
  object *(*list_item)(object *, ptrdiff_t);
  ptrdiff_t (*list_size)(object *);
  object *(*attribute)(object *, const char *);
  const char *(*utf8)(object *, ptrdiff_t *);
  ptrdiff_t (*integer)(object *);
  object *(*compile)(const char *, const char *, int);
  object *(*evaluate)(object *, object *, object *);
  object *(*new_dictionary)(void);
  object *(*entry)(object *, const char *);
  int (*set_entry)(object *, const char *, object *);
  object *(*buffer)(char *, ptrdiff_t, int);
  object *(*call)(object *, object *, object *);
  object *(*type_of)(void *);
  object *tuple_type;
};

extern struct sl_python python;

/* Finds them all. Returns whether all were there. */
int sl_python_find(void);

/* A function or an object that CPython has under a name, and where the pointer
   to it belongs. */
struct sl_symbol {
  const char *name;
  void *place;
};

/* Finds more. Returns whether all were there. */
int sl_python_find_symbols(const struct sl_symbol *symbols, size_t count);

#define SL_FIND_SYMBOLS(symbols) \
  sl_python_find_symbols(symbols, sizeof(symbols) / sizeof *(symbols))

/* Modules that are about to be executed. CPython announces each module's code
   to audit hooks before that: the main script's, an imported module's, one
   from a `.pyc` file (PEP 578). */
struct sl_module_watch {
  int (*is_wanted)(const char *path);
  /* The code, and its `co_filename`. An error that it leaves is cleared. */
  void (*take)(object *code, object *file);
};

/* The watch has to stay. Returns whether it could be arranged. */
int sl_python_watch_modules(const struct sl_module_watch *watch);

/* Runs a program in the namespace, for good. Returns whether it ran to its
   end; otherwise an error is set. */
int sl_python_run(const char *program, object *namespace);

/* `function(first, second)`. */
object *sl_python_call(object *function, object *first, object *second);

#endif
