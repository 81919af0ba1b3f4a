import Foundation
import Kernel
import ProfileModel
import PythonSyntax
import TestSupport
import Testing

/// A kernel package written by hand, to build and break.
enum RollingKernel {
  static let python = """
    import math

    DECAY = 0.9
    HALF = DECAY - 0.4
    LOADED = open("/dev/null").read()


    def rolling_score(values):
        prev = 0.0
        result = []
        for v in values:
            for _ in range(10):
                if v > prev:
                    prev = prev * DECAY + v
                else:
                    prev = prev * HALF
            result.append(prev)
        return result


    if __name__ == "__main__":
        print(rolling_score([1.0, 2.0, 0.5]))

    """

  static let sources = [
    "Kernel.swift": #"""
    import KernelShim

    @_cdecl("kernel_rolling_score")
    public func rollingScore(
      _ arguments: UnsafePointer<UnsafeMutableRawPointer?>
    ) -> UnsafeMutableRawPointer? {
      let list = arguments[0]
      let count = kernel_count(list)
      guard count >= 0 else { return nil }
      var values: [Double] = []
      for index in 0..<count {
        var value = 0.0
        guard kernel_read(list, index, &value) != 0 else { return nil }
        values.append(value)
      }
      var prev = 0.0
      guard let result = kernel_new_list(count) else { return nil }
      for index in 0..<count {
        let v = values[index]
        for _ in 0..<10 {
          prev = v > prev ? prev * 0.9 + v : prev * (0.9 - 0.4)
        }
        kernel_write(result, index, prev)
      }
      return result
    }
    """#,
    "shim.h": #"""
    long kernel_count(void *list);
    int kernel_read(void *list, long index, double *value);
    void *kernel_new_list(long count);
    void kernel_write(void *list, long index, double value);
    """#,
    "shim.c": #"""
    #define PY_SSIZE_T_CLEAN
    #include <Python.h>

    #include "shim.h"

    extern PyObject *kernel_rolling_score(PyObject *const *arguments);

    static PyObject *original_rolling_score;
    static long long calls, fallbacks;

    long kernel_count(void *object) {
      PyObject *list = object;
      return Py_TYPE(list) == &PyList_Type ? PyList_Size(list) : -1;
    }

    int kernel_read(void *list, long index, double *value) {
      PyObject *item = PyList_GetItem(list, index);
      if (item == NULL || Py_TYPE(item) != &PyFloat_Type) return 0;
      *value = PyFloat_AsDouble(item);
      return 1;
    }

    void *kernel_new_list(long count) { return PyList_New(count); }

    void kernel_write(void *list, long index, double value) {
      PyList_SetItem(list, index, PyFloat_FromDouble(value));
    }

    static PyObject *rolling_score(
        PyObject *self, PyObject *const *arguments, Py_ssize_t count,
        PyObject *names) {
      (void)self;
      calls++;
      /* Importing looks at the frame that calls: it must be in order. */
      PyObject *math = PyImport_ImportModule("math");
      if (math == NULL) return NULL;
      Py_DecRef(math);
      if (count == 1 && names == NULL) {
        PyObject *result = kernel_rolling_score(arguments);
        if (result != NULL) return result;
        PyErr_Clear();
      }
      fallbacks++;
      if (original_rolling_score == NULL) {
        PyErr_SetString(
            PyExc_RuntimeError,
            "rolling_score fell back, and its original is not set");
        return NULL;
      }
      PyObject *tuple = PyTuple_New(count);
      if (tuple == NULL) return NULL;
      for (Py_ssize_t index = 0; index < count; index++) {
        PyTuple_SetItem(tuple, index, Py_NewRef(arguments[index]));
      }
      PyObject *keywords = NULL;
      if (names != NULL) {
        keywords = PyDict_New();
        for (Py_ssize_t index = 0; index < PyTuple_Size(names); index++) {
          PyDict_SetItem(
              keywords, PyTuple_GetItem(names, index), arguments[count + index]);
        }
      }
      PyObject *result = PyObject_Call(original_rolling_score, tuple, keywords);
      Py_DecRef(tuple);
      Py_DecRef(keywords);
      return result;
    }

    static PyObject *set_original(PyObject *self, PyObject *arguments) {
      (void)self;
      const char *name;
      PyObject *callable;
      if (!PyArg_ParseTuple(arguments, "sO", &name, &callable)) return NULL;
      Py_IncRef(callable);
      Py_DecRef(original_rolling_score);
      original_rolling_score = callable;
      return Py_NewRef(Py_None);
    }

    static PyObject *statistics(PyObject *self, PyObject *arguments) {
      (void)self;
      (void)arguments;
      return Py_BuildValue("{s:(LL)}", "rolling_score", calls, fallbacks);
    }

    static PyMethodDef methods[] = {
        {"rolling_score", (PyCFunction)(void (*)(void))rolling_score,
         METH_FASTCALL | METH_KEYWORDS, NULL},
        {"_set_original", set_original, METH_VARARGS, NULL},
        {"_statistics", statistics, METH_NOARGS, NULL},
        {NULL, NULL, 0, NULL}};

    static struct PyModuleDef definition = {
        PyModuleDef_HEAD_INIT, "_kernel", NULL, -1, methods,
        NULL, NULL, NULL, NULL};

    PyMODINIT_FUNC PyInit__kernel(void) { return PyModule_Create(&definition); }
    """#,
    "module.c": "/* All of it is in shim.c. */\n",
    "module.modulemap": #"""
    module KernelShim {
      header "shim.h"
      export *
    }
    """#,
  ]
}

extension RollingKernel {
  static func original() throws -> OriginalModule {
    OriginalModule(
      functions: ["rolling_score"], of: try parsePython(python),
      source: python, moduleName: "rolling")
  }

  /// The package as the translator makes it.
  static func translated() throws -> KernelPackage {
    let values = ObservedVariable(
      name: "values", isParameter: true,
      types: [
        ObservedVariable.TypeCount(
          type: ObservedType("list", elements: [ObservedType("float")]),
          count: 1)
      ])
    let request = KernelRequest(
      module: try parsePython(python), source: python, moduleName: "rolling",
      function: "rolling_score",
      observations: [
        "rolling_score": FunctionObservation(
          code: 0, looks: 1, variables: [values])
      ])
    let translation = translate(request)
    #expect(translation.blockers.isEmpty)
    return KernelPackage(
      translation, request: request, origin: "rolling.py")
  }

  static func package() throws -> KernelPackage {
    KernelPackage(
      KernelPackage.Contents(
        moduleName: "rolling", origin: "rolling.py",
        functions: [
          KernelPackage.Function(
            name: "rolling_score", parameters: ["values: list[float]"],
            examples: ["([],)", "([1.0, nan, -0.0, 2.5],)", "([1, 2.0],)"])
        ],
        sources: sources, original: try original()))
  }
}

extension RollingKernel {
  /// The extension module, built once for all tests.
  static func library() throws -> String { try built.get() }

  private static let built = Result { try build(sources) }

  /// Builds sources as they are.
  static func build(_ sources: [String: String]) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "swiftlet-rolling-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true)
    for (name, text) in sources {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    let include = try Shell.run([
      "python3", "-c", "import sysconfig as s; print(s.get_path('include'))",
    ]).trimmingCharacters(in: .whitespacesAndNewlines)
    let commands = KernelBuild.commands(
      sources: folder.path, files: sources.keys,
      includeDirectory: include, output: folder.path + "/_kernel.abi3.so")
    for command in commands { try Shell.run(command) }
    return folder.path + "/_kernel.abi3.so"
  }
}
