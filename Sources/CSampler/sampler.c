#define _GNU_SOURCE
#include "sampler.h"

#include "look.h"

#include <dlfcn.h>
#include <elf.h>
#include <errno.h>
#include <link.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

/* Everything below runs in the user's process. The handler allocates and
   locks nothing and touches no memory of the script's except through the
   kernel (see walk.h); see signal-safety(7). */

static struct sl_ring ring;
static void *(*this_thread_state)(void);

/* CPU time of this thread at its last sample. Part of the program itself, so
   that reaching it never allocates. */
static __thread uint64_t last_cpu;
static __thread int32_t thread_id;

/* Too large for the stack of a small thread. */
enum { WALKS = 16 };
static struct sl_walk walks[WALKS];
static atomic_flag taken[WALKS];

/* One look at a time. */
static struct sl_looking looking;
static atomic_flag is_looking;

/* What the script set for SL_SIGNAL; the index tells which copy is whole. */
static struct sigaction scripted[2];
static _Atomic int scripted_index;

static uint64_t nanoseconds(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static void read_registers(const ucontext_t *context, uint64_t *registers,
                           uint64_t *counter, uint64_t *stack) {
  memset(registers, 0, SL_REGISTERS * sizeof *registers);
#if defined(__x86_64__)
  static const int order[] = {REG_RIP, REG_RSP, REG_RBP, REG_RBX, REG_R12,
                              REG_R13, REG_R14, REG_R15, REG_R10};
  for (unsigned i = 0; i < sizeof order / sizeof *order; i++)
    registers[i] = (uint64_t)context->uc_mcontext.gregs[order[i]];
#elif defined(__aarch64__)
  registers[0] = context->uc_mcontext.pc;
  registers[1] = context->uc_mcontext.sp;
  registers[2] = context->uc_mcontext.regs[29];
  registers[3] = context->uc_mcontext.regs[30];
  for (int i = 0; i < 10; i++)
    registers[4 + i] = context->uc_mcontext.regs[19 + i];
#else
#error "samples are taken on x86-64 and on 64-bit ARM only"
#endif
  *counter = registers[0];
  *stack = registers[1];
}

static int is_quiet(uint64_t counter) {
  for (int i = 0; i < SL_QUIET_RANGES; i++) {
    const struct sl_range *range = &ring.shared->quiet[i];
    if (counter >= range->begin && counter < range->end) return 1;
  }
  return 0;
}

static void take_sample(const ucontext_t *context) {
  uint64_t begin = nanoseconds(CLOCK_MONOTONIC);
  int index = 0;
  while (index < WALKS &&
         atomic_flag_test_and_set_explicit(&taken[index], memory_order_acquire))
    index++;
  if (index == WALKS) {
    atomic_fetch_add_explicit(&ring.shared->lost, 1, memory_order_relaxed);
    return;
  }
  struct sl_walk *walk = &walks[index];
  walk->pid = ring.shared->child;
  walk->is_own = 1;
  walk->ring = &ring;
  uint64_t cpu = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
  uint64_t registers[SL_REGISTERS], counter, stack;
  read_registers(context, registers, &counter, &stack);
  uint64_t state = (uint64_t)(uintptr_t)this_thread_state();
  sl_walk_frames(walk, state);
  if (!thread_id) thread_id = (int32_t)syscall(SYS_gettid);
  uint64_t own = nanoseconds(CLOCK_MONOTONIC) - begin;
  int written =
      sl_write_sample(walk, thread_id, state, cpu - last_cpu, registers, is_quiet(counter) ? 0 : stack,
                      (uint32_t)own, 0);
  /* The next sample stands for the time of one that was lost, too. */
  if (written) last_cpu = cpu;
  if (walk->interesting_id &&
      atomic_load_explicit(&ring.shared->look_wanted, memory_order_relaxed) &&
      !atomic_flag_test_and_set_explicit(&is_looking, memory_order_acquire)) {
    atomic_store_explicit(&ring.shared->look_wanted, 0, memory_order_relaxed);
    sl_look_at_locals(walk, &looking);
    atomic_flag_clear_explicit(&is_looking, memory_order_release);
  }
  atomic_flag_clear_explicit(&taken[index], memory_order_release);
}

static void pass_on(int signal, siginfo_t *info, void *context) {
  const struct sigaction *action =
      &scripted[atomic_load_explicit(&scripted_index, memory_order_acquire)];
  if (action->sa_flags & SA_SIGINFO)
    action->sa_sigaction(signal, info, context);
  else if (action->sa_handler != SIG_DFL && action->sa_handler != SIG_IGN)
    action->sa_handler(signal);
}

static void on_signal(int signal, siginfo_t *info, void *context) {
  int saved = errno;
  /* A fork of the script has this handler and the memory, too, but gets no
     signal from there. */
  if (info->si_code == SI_TKILL && info->si_pid == ring.shared->parent)
    take_sample(context);
  else
    pass_on(signal, info, context);
  errno = saved;
}

/* Restarting spares the script interrupted system calls, unless it asked for
   them. On the alternate stack, where a thread has one: runtimes with small
   stacks of their own count on that. */
static void set_handler(int flags) {
  struct sigaction action = {.sa_sigaction = on_signal,
                             .sa_flags = SA_SIGINFO | SA_ONSTACK | flags};
  sigfillset(&action.sa_mask);
  sigaction(SL_SIGNAL, &action, NULL);
}

void sl_sampler_install(struct sl_ring *mapped, void *(*thread_state)(void)) {
  ring = *mapped;
  this_thread_state = thread_state;
  ring.shared->child = getpid();
  sigaction(SL_SIGNAL, NULL, &scripted[0]);
  set_handler(SA_RESTART);
}

void sl_sampler_ready(void) {
  if (!ring.shared || ring.shared->child != getpid()) return;
  if (atomic_load_explicit(&ring.shared->ready, memory_order_relaxed)) return;
  last_cpu = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
  atomic_store_explicit(&ring.shared->main_thread_state,
                        (uint64_t)(uintptr_t)this_thread_state(),
                        memory_order_relaxed);
  atomic_store_explicit(&ring.shared->ready, 1, memory_order_release);
}

static int own_sigaction(int signal, const struct sigaction *new,
                         struct sigaction *old) {
  sl_sampler_ready();
  if (signal != SL_SIGNAL) return sigaction(signal, new, old);
  int index = atomic_load_explicit(&scripted_index, memory_order_relaxed);
  struct sigaction before = scripted[index];
  if (new) {
    scripted[!index] = *new;
    atomic_store_explicit(&scripted_index, !index, memory_order_release);
    int handled = (new->sa_flags & SA_SIGINFO) ||
                  (new->sa_handler != SIG_DFL && new->sa_handler != SIG_IGN);
    set_handler(handled ? new->sa_flags & SA_RESTART : SA_RESTART);
  }
  if (old) *old = before;
  return 0;
}

#if defined(__x86_64__)
enum { JUMP_SLOT = R_X86_64_JUMP_SLOT, GLOBAL_DATA = R_X86_64_GLOB_DAT };
#else
enum { JUMP_SLOT = R_AARCH64_JUMP_SLOT, GLOBAL_DATA = R_AARCH64_GLOB_DAT };
#endif

struct imports {
  uint64_t base;
  const ElfW(Sym) * symbols;
  const char *names;
};

/* The table may be read-only after relocation. */
static int replace(void **place, void *value) {
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  void *begin = (void *)((uintptr_t)place & ~(page - 1));
  if (mprotect(begin, page, PROT_READ | PROT_WRITE) < 0) return 0;
  *place = value;
  return 1;
}

static int replace_import(const struct imports *imports,
                          const ElfW(Rela) * relocations, size_t count,
                          const char *name, void *value) {
  int replaced = 0;
  for (size_t i = 0; i < count; i++) {
    unsigned type = (unsigned)ELF64_R_TYPE(relocations[i].r_info);
    if (type != JUMP_SLOT && type != GLOBAL_DATA) continue;
    const ElfW(Sym) *symbol =
        &imports->symbols[ELF64_R_SYM(relocations[i].r_info)];
    if (strcmp(imports->names + symbol->st_name, name)) continue;
    replaced |= replace((void **)(imports->base + relocations[i].r_offset),
                        value);
  }
  return replaced;
}

int sl_interpose_sigaction(void *handle) {
  struct link_map *map = NULL;
  if (dlinfo(handle, RTLD_DI_LINKMAP, &map) < 0 || !map) return 0;
  struct imports imports = {.base = map->l_addr};
  const ElfW(Rela) *plt = NULL, *data = NULL;
  size_t plt_size = 0, data_size = 0;
  for (const ElfW(Dyn) *entry = map->l_ld; entry->d_tag != DT_NULL; entry++) {
    uintptr_t value = (uintptr_t)entry->d_un.d_ptr;
    if (entry->d_tag == DT_SYMTAB) imports.symbols = (void *)value;
    if (entry->d_tag == DT_STRTAB) imports.names = (void *)value;
    if (entry->d_tag == DT_JMPREL) plt = (void *)value;
    if (entry->d_tag == DT_PLTRELSZ) plt_size = entry->d_un.d_val;
    if (entry->d_tag == DT_RELA) data = (void *)value;
    if (entry->d_tag == DT_RELASZ) data_size = entry->d_un.d_val;
  }
  if (!imports.symbols || !imports.names) return 0;
  void *value = (void *)own_sigaction;
  int replaced = 0;
  if (plt)
    replaced |= replace_import(&imports, plt, plt_size / sizeof *plt,
                               "sigaction", value);
  if (data)
    replaced |= replace_import(&imports, data, data_size / sizeof *data,
                               "sigaction", value);
  return replaced;
}
