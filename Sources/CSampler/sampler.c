#define _GNU_SOURCE
#include "sampler.h"

#include "clock.h"
#include "look.h"
#include "signals.h"

#include <errno.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

/* Everything below runs in the user's process. The handler allocates and
   locks nothing and touches no memory of the script's except through the
   kernel (see walk.h); see signal-safety(7). */

static struct sl_ring ring;
static void *(*this_thread_state)(void);
static void *(*gil_holder)(void);

/* CPU time of this thread at its last sample. Part of the program itself, so
   that reaching it never allocates. */
static __thread uint64_t last_cpu;
static __thread int32_t thread_id;
static __thread unsigned interruptions;
/* Times that it lost a processor, and when that was asked. */
static __thread long last_switches;
static __thread uint64_t last_usage;
static __thread unsigned postponements;

/* Too large for the stack of a small thread. */
enum { WALKS = 16 };
static struct sl_walk walks[WALKS];
static atomic_flag taken[WALKS];

/* One look at a time. */
static struct sl_looking looking;
static atomic_flag is_looking;

static void (*open_window)(void);

static uint64_t cpu_nanoseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
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

/* Another thread's state may be freed meanwhile. */
static int is_own_state(uint64_t state) {
  uint64_t id = 0;
  return state &&
         sl_read(sl_shared_process(ring.shared),
                 state + ring.shared->layout.thread_native_id, &id,
                 sizeof id) &&
         id == (uint64_t)thread_id;
}

/* Whether the thread stood in line for a processor when it was asked for a
   sample, and has one only now. It stands where it lost the last one, which is
   no accident: mostly behind a system call. Its CPU time is left to the next
   sample. (One that is late for the length of a system call has lost no
   processor, and is that call's.) Not for ever, or a thread that never answers
   at once would never be seen. How often it lost one is not asked for in every
   sample of the highest rates. */
static int stood_in_line(uint64_t asked, uint64_t now) {
  enum { PROMPT = 200000, FRESH = 400000, MOST = 8 };
  int is_late = asked && now >= asked + PROMPT;
  if (!is_late && now < last_usage + FRESH) {
    postponements = 0;
    return 0;
  }
  last_usage = now;
  struct rusage usage;
  if (getrusage(RUSAGE_THREAD, &usage) < 0) return 0;
  int has_lost_processor = usage.ru_nivcsw != last_switches;
  last_switches = usage.ru_nivcsw;
  if (!is_late || !has_lost_processor || postponements == MOST) {
    postponements = 0;
    return 0;
  }
  postponements++;
  return 1;
}

static void take_sample(const ucontext_t *context, uint64_t asked) {
  uint64_t begin = sl_nanoseconds();
  if (stood_in_line(asked, begin)) {
    atomic_fetch_add_explicit(&ring.shared->postponed, 1, memory_order_relaxed);
    return;
  }
  int index = 0;
  while (index < WALKS &&
         atomic_flag_test_and_set_explicit(&taken[index], memory_order_acquire))
    index++;
  if (index == WALKS) {
    atomic_fetch_add_explicit(&ring.shared->lost, 1, memory_order_relaxed);
    return;
  }
  struct sl_walk *walk = &walks[index];
  walk->pid = sl_shared_process(ring.shared);
  walk->is_own = 1;
  walk->ring = &ring;
  walk->now = begin;
  uint64_t cpu = cpu_nanoseconds();
  uint64_t registers[SL_REGISTERS], counter, stack;
  read_registers(context, registers, &counter, &stack);
  uint64_t state = (uint64_t)(uintptr_t)this_thread_state();
  if (!thread_id) thread_id = (int32_t)syscall(SYS_gettid);
  sl_walk_frames(walk, state);
  uint16_t flags = 0;
  if (!state) {
    flags = SL_WITHOUT_GIL;
  } else if (gil_holder && walk->count) {
    /* From 3.12 on the holder is a variable of the thread, which the loader
       may have to allocate when it is first used: a thread with frames has
       used it before. */
    uint64_t holder = (uint64_t)(uintptr_t)gil_holder();
    if (holder != state) {
      if (is_own_state(holder)) {
        /* A subinterpreter runs, on top of what the thread began with. */
        state = holder;
        sl_walk_frames(walk, state);
      } else {
        flags = SL_WITHOUT_GIL;
      }
    }
  }
  uint64_t own = sl_nanoseconds() - begin;
  int written =
      sl_write_sample(walk, thread_id, state, cpu - last_cpu, registers,
                      is_quiet(counter) ? 0 : stack, (uint32_t)own, flags);
  /* The next sample stands for the time of one that was lost, too. */
  if (written) last_cpu = cpu;
  if (walk->interesting_id &&
      atomic_load_explicit(&ring.shared->look_wanted, memory_order_relaxed) &&
      !atomic_flag_test_and_set_explicit(&is_looking, memory_order_acquire)) {
    atomic_store_explicit(&ring.shared->look_wanted, 0, memory_order_relaxed);
    const struct sl_looked_at at = {
        &ring, walk->pid, walk->interesting_frame, walk->interesting_code,
        walk->interesting_id, walk->interesting_offset, SL_MAX_LOCALS};
    sl_look_at_locals(&at, 0, &looking);
    atomic_flag_clear_explicit(&is_looking, memory_order_release);
  }
  atomic_flag_clear_explicit(&taken[index], memory_order_release);
  if (open_window &&
      atomic_exchange_explicit(&ring.shared->window_wanted, 0,
                               memory_order_acquire))
    open_window();
}

/* When it was sent; 0 where it does not say. */
static uint64_t time_asked(const siginfo_t *info) {
  return info->si_code == SI_QUEUE
             ? (uint64_t)(uintptr_t)info->si_value.sival_ptr
             : 0;
}

/* Whether a system call has come to its end because of this signal alone: the
   thread goes on right behind the call, and no other signal is about to be
   handled there. One that came at the same time and was first has had the
   thread go on in its handler. */
static int has_ended_call(const ucontext_t *context, uint64_t counter) {
#if defined(__x86_64__)
  static const unsigned char call[] = {0x0f, 0x05};
#else
  static const unsigned char call[] = {0x01, 0x00, 0x00, 0xd4};
#endif
  uint64_t pending = 0, blocked;
  if (counter % 4096 < sizeof call ||
      memcmp((const char *)(uintptr_t)counter - sizeof call, call,
             sizeof call) != 0)
    return 0;
  memcpy(&blocked, &context->uc_sigmask, sizeof blocked);
  syscall(SYS_rt_sigpending, &pending, sizeof pending);
  return !(pending & ~blocked & ~((uint64_t)1 << (SL_SIGNAL - 1)));
}

static void on_signal(int signal, siginfo_t *info, void *context) {
  int saved = errno;
  if (sl_is_samplers(info)) {
    uint64_t registers[SL_REGISTERS], counter, stack;
    read_registers(context, registers, &counter, &stack);
    interruptions += (unsigned)has_ended_call(context, counter);
    take_sample(context, time_asked(info));
  } else {
    sl_pass_on(signal, info, context);
  }
  errno = saved;
}

void sl_sampler_install(struct sl_ring *mapped, void *(*thread_state)(void),
                        void *(*holder)(void)) {
  ring = *mapped;
  this_thread_state = thread_state;
  gil_holder = holder;
  sl_signals_install(on_signal);
}

unsigned sl_sampler_interruptions(void) { return interruptions; }

struct sl_ring *sl_sampler_ring(void) { return ring.shared ? &ring : NULL; }

int sl_sampler_walk_here(struct sl_walk *walk, int32_t *thread) {
  /* Until the sampler has filled in the layout nothing can be walked. */
  if (!ring.shared || !ring.shared->layout.code_instructions) return 0;
  if (!thread_id) thread_id = (int32_t)syscall(SYS_gettid);
  *thread = thread_id;
  walk->pid = sl_shared_process(ring.shared);
  walk->is_own = 1;
  walk->ring = &ring;
  walk->now = sl_nanoseconds();
  sl_walk_frames(walk, (uint64_t)(uintptr_t)this_thread_state());
  return walk->count > 0;
}

void sl_sampler_on_window(void (*function)(void)) { open_window = function; }

void sl_sampler_describe(struct sl_shared *shared) {
  shared->layout = ring.shared->layout;
  shared->runtime = ring.shared->runtime;
  shared->runtime_size = ring.shared->runtime_size;
  shared->version = ring.shared->version;
  shared->modules = ring.shared->modules;
}

void sl_sampler_continue(const struct sl_ring *mapped) {
  struct sl_ring before = ring;
  ring = mapped ? *mapped : (struct sl_ring){NULL, NULL};
  sl_ring_unmap(&before);
  /* What other threads were at when the process was split. */
  for (int i = 0; i < WALKS; i++) atomic_flag_clear(&taken[i]);
  atomic_flag_clear(&is_looking);
  thread_id = 0;
  sl_sampler_ready();
}

int sl_sampler_leaves(int leaving) {
  if (!ring.shared || sl_shared_process(ring.shared) != getpid()) return 0;
  atomic_store_explicit(&ring.shared->leaving, (uint32_t)leaving,
                        memory_order_relaxed);
  return 1;
}

static void (*when_ready)(void);

void sl_sampler_when_ready(void (*function)(void)) { when_ready = function; }

void sl_sampler_ready(void) {
  if (!ring.shared || sl_shared_process(ring.shared) != getpid()) return;
  if (atomic_load_explicit(&ring.shared->ready, memory_order_relaxed)) return;
  last_cpu = cpu_nanoseconds();
  atomic_store_explicit(&ring.shared->main_thread_state,
                        (uint64_t)(uintptr_t)this_thread_state(),
                        memory_order_relaxed);
  atomic_store_explicit(&ring.shared->ready, 1, memory_order_release);
  if (when_ready) when_ready();
}
