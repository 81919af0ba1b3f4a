#define _GNU_SOURCE
#include <dlfcn.h>
#include <link.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "allocating.h"
#include "arena.h"
#include "descendants.h"
#include "injection.h"
#include "interpose.h"
#include "orders.h"
#include "sampler.h"
#include "signals.h"
#include "start.h"
#include "tracing.h"
#include "watching.h"

/* This library is preloaded into the user's own interpreter, and sets
   everything up before the interpreter's main function is called: it is that
   very program, not another that embeds it. */

static uint64_t address_of(const char *symbol) {
  return (uint64_t)(uintptr_t)dlsym(RTLD_DEFAULT, symbol);
}

/* Of the symbol at an address; 0 where the loader does not know. */
static uint64_t size_at(uint64_t address) {
  Dl_info info;
  const ElfW(Sym) *symbol = NULL;
  const void *place = (const void *)(uintptr_t)address;
  if (!place || !dladdr1(place, &info, (void **)&symbol, RTLD_DL_SYMENT) ||
      !symbol || info.dli_saddr != place)
    return 0;
  return symbol->st_size;
}

/* The rest of the layout is offsets, which the parent knows. */
static void publish_interpreter(struct sl_shared *shared) {
  const unsigned long *version = dlsym(RTLD_DEFAULT, "Py_Version");
  shared->version = version ? (uint32_t)*version : 0;
  struct sl_layout *layout = &shared->layout;
  layout->code_type = address_of("PyCode_Type");
  layout->list_type = address_of("PyList_Type");
  layout->tuple_type = address_of("PyTuple_Type");
  layout->dict_type = address_of("PyDict_Type");
  layout->set_type = address_of("PySet_Type");
  layout->frozen_set_type = address_of("PyFrozenSet_Type");
  layout->cell_type = address_of("PyCell_Type");
  layout->type_type = address_of("PyType_Type");
  shared->runtime = address_of("_PyRuntime");
  shared->runtime_size = size_at(shared->runtime);
}

static void begin_sampling(int file, void *thread_state) {
  struct sl_ring ring;
  if (sl_arena_claim(file, publish_interpreter, &ring) == 0) {
    /* Its name until 3.12; later versions may have but the other. */
    void *holder = dlsym(RTLD_DEFAULT, "PyThreadState_GetUnchecked");
    if (!holder) holder = dlsym(RTLD_DEFAULT, "_PyThreadState_UncheckedGet");
    sl_sampler_install(&ring, (void *(*)(void))thread_state,
                       (void *(*)(void))holder);
    if (!sl_interpose_signals(thread_state)) sl_sampler_ready();
  }
  close(file);
}

/* Of the interpreter that is being set up by the thread that holds the GIL.
   Once: a forked copy has what its parent had. */
static void publish_modules(void) {
  static int is_done;
  struct sl_ring *ring = sl_sampler_ring();
  void *(*modules)(void) =
      (void *(*)(void))dlsym(RTLD_DEFAULT, "PyImport_GetModuleDict");
  if (is_done || !ring || !modules || !sl_shared_main_thread(ring->shared))
    return;
  is_done = 1;
  atomic_store_explicit(&ring->shared->modules,
                        (uint64_t)(uintptr_t)modules(), memory_order_relaxed);
}

static struct sl_start *task;
static struct sl_trace *trace;

/* What there is to do besides sampling. Not before Python has its allocators:
   a hook allocated without those of the developer mode would be freed by
   them. */
static void do_task(void) {
  publish_modules();
  sl_watching_install();
  sl_memory_install();
  struct sl_start *start = task;
  if (!start) return;
  char *counters = (char *)(start + 1);
  size_t counters_size = (size_t)start->counter_count * SL_COUNTER_SIZE;
  const char *names = counters + counters_size;
  size_t size = start->names_size;
  if (trace)
    sl_tracing_install(trace, names, size, names + size);
  else if (start->trace < 0)
    sl_injection_install(names, size, names + size, counters, counters_size);
  task = NULL;
}

static int first_sigaction(int signal, const struct sigaction *new,
                           struct sigaction *old) {
  do_task();
  return sigaction(signal, new, old);
}

/* Python sets up its signals soon after that. */
static void await_python(void *thread_state, int is_sampled) {
  const struct sl_replacement replacement = {"sigaction", first_sigaction};
  if (is_sampled)
    sl_sampler_when_ready(do_task);
  else if (!sl_interpose(thread_state, &replacement, 1))
    do_task();
}

/* The texts in the control file stay where they are. */
static void read_control(int file, const struct sl_orders *orders) {
  struct stat status;
  size_t size = fstat(file, &status) < 0 ? 0 : (size_t)status.st_size;
  struct sl_start *start = MAP_FAILED;
  if (size > sizeof *start)
    start = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (start == MAP_FAILED) return;
  atomic_store_explicit(&start->begun, 1, memory_order_relaxed);
  size_t rest = (size_t)start->names_size + start->program_size +
                (size_t)start->counter_count * SL_COUNTER_SIZE;
  if (start->program_size && sizeof *start + rest < size)
    task = start;
  else
    munmap(start, size);
  if (!task || task->trace < 0) return;
  int counts = sl_orders_open(orders, task->trace);
  if (counts < 0) return;
  trace = sl_trace_map(counts);
  close(counts);
}

__attribute__((constructor)) static void begin(void) {
  struct sl_orders orders = sl_orders_take();
  if (!orders.sampler) return;
  /* Another program than Python passes its orders on as they are: it may be a
     wrapper on the way to the interpreter. */
  void *thread_state = dlsym(RTLD_DEFAULT, "PyGILState_GetThisThreadState");
  int file = -1;
  if (thread_state) {
    int control = sl_orders_open(&orders, orders.control);
    if (control >= 0) read_control(control, &orders);
    if (!task || !task->is_for_children) orders.control = -1;
    file = sl_orders_open(&orders, orders.arena);
    await_python(thread_state, file >= 0);
    if (file >= 0) begin_sampling(file, thread_state);
  }
  if (orders.control >= 0 || orders.arena >= 0)
    sl_descendants_follow(&orders, file >= 0);
}
