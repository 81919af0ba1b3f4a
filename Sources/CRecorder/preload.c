#define _GNU_SOURCE
#include <dlfcn.h>
#include <link.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"
#include "descendants.h"
#include "injection.h"
#include "orders.h"
#include "sampler.h"
#include "start.h"

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

/* Returns whether the control file has to stay mapped. */
static int obey(struct sl_start *start, size_t size) {
  atomic_store_explicit(&start->begun, 1, memory_order_relaxed);
  size_t text = (size_t)start->names_size + start->program_size;
  if (!start->program_size || sizeof *start + text >= size) return 0;
  const char *names = (const char *)(start + 1);
  return sl_injection_install(names, start->names_size,
                              names + start->names_size);
}

static void read_control(int control) {
  struct stat status;
  if (fstat(control, &status) == 0 &&
      (size_t)status.st_size > sizeof(struct sl_start)) {
    size_t size = (size_t)status.st_size;
    void *start =
        mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, control, 0);
    if (start != MAP_FAILED && !obey(start, size)) munmap(start, size);
  }
  close(control);
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
    if (control >= 0) read_control(control);
    orders.control = -1;
    file = sl_orders_open(&orders, orders.arena);
    if (file >= 0) begin_sampling(file, thread_state);
  }
  if (orders.control >= 0 || orders.arena >= 0)
    sl_descendants_follow(&orders, file >= 0);
}
