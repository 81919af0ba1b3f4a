#define _GNU_SOURCE
#include "python.h"

#include <dlfcn.h>
#include <string.h>

struct sl_python python;

static const struct sl_symbol imports[] = {
    {"PySys_AddAuditHook", &python.add_audit_hook},
    {"Py_IncRef", &python.retain},
    {"Py_DecRef", &python.release},
    {"PyErr_Clear", &python.clear_error},
    {"PyErr_Occurred", &python.error},
    {"PyTuple_GetItem", &python.tuple_item},
    {"PyTuple_Size", &python.tuple_size},
    {"PyTuple_New", &python.new_tuple},
    {"PyTuple_SetItem", &python.set_tuple_item},
    {"PyList_GetItem", &python.list_item},
    {"PyList_Size", &python.list_size},
    {"PyObject_GetAttrString", &python.attribute},
    {"PyUnicode_AsUTF8AndSize", &python.utf8},
    {"PyLong_AsSsize_t", &python.integer},
    {"Py_CompileString", &python.compile},
    {"PyEval_EvalCode", &python.evaluate},
    {"PyDict_New", &python.new_dictionary},
    {"PyDict_GetItemString", &python.entry},
    {"PyDict_SetItemString", &python.set_entry},
    {"PyMemoryView_FromMemory", &python.buffer},
    {"PyObject_Call", &python.call},
    {"PyType_FromSpec", &python.type_of},
    {"PyTuple_Type", &python.tuple_type},
};

int sl_python_find_symbols(const struct sl_symbol *symbols, size_t count) {
  for (size_t i = 0; i < count; i++) {
    void *address = dlsym(RTLD_DEFAULT, symbols[i].name);
    if (!address) return 0;
    memcpy(symbols[i].place, &address, sizeof address);
  }
  return 1;
}

int sl_python_find(void) { return SL_FIND_SYMBOLS(imports); }

static int on_event(const char *event, object *arguments, void *data) {
  const struct sl_module_watch *watch = data;
  if (strcmp(event, "exec") || !arguments) return 0;
  object *code = python.tuple_item(arguments, 0);
  object *file = code ? python.attribute(code, "co_filename") : NULL;
  const char *path = file ? python.utf8(file, NULL) : NULL;
  if (path && watch->is_wanted(path)) watch->take(code, file);
  if (file) python.release(file);
  /* Whatever went wrong is not the script's affair. */
  python.clear_error();
  return 0;
}

int sl_python_watch_modules(const struct sl_module_watch *watch) {
  return python.add_audit_hook(on_event, (void *)watch) == 0;
}

int sl_python_run(const char *program, object *namespace) {
  enum { FILE_INPUT = 257 };
  object *code = python.compile(program, "<swiftlet>", FILE_INPUT);
  object *result = code ? python.evaluate(code, namespace, namespace) : NULL;
  if (!result) return 0;
  python.release(result);
  return 1;
}

object *sl_python_call(object *function, object *first, object *second) {
  object *arguments = python.new_tuple(2);
  if (!arguments) return NULL;
  python.retain(first);
  python.set_tuple_item(arguments, 0, first);
  python.retain(second);
  python.set_tuple_item(arguments, 1, second);
  object *result = python.call(function, arguments, NULL);
  python.release(arguments);
  return result;
}
