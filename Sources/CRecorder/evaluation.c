#include "evaluation.h"

#include <string.h>

/* The code of a module cannot be exchanged as that of a function can: whoever
   executes it already holds it. So the evaluation of its frame is taken over
   (PEP 523), for that one frame only: while it is taken over, CPython makes
   calls the slow way. */

/* Of a thread's frame. */
typedef object *evaluator(void *thread, unsigned char *frame, int throwing);

static struct {
  void *(*interpreter)(void);
  evaluator *(*evaluator)(void *interpreter);
  void (*set_evaluator)(void *interpreter, evaluator *);
  evaluator *evaluate_frame;
  /* From 3.12 on. */
  object *(*take_error)(void);
  void (*set_error)(object *);
} more;

static const struct sl_trace *trace;
static object *awaited, *replacement;
static evaluator *previous;

static object *field(const unsigned char *frame, uint32_t offset) {
  uint64_t value;
  memcpy(&value, frame + offset, sizeof value);
  return (object *)(uintptr_t)(value & trace->reference_mask);
}

/* From 3.12 on a frame is cleared by its own evaluation: have one that does
   nothing else. Its two instructions check for no signals and let no other
   thread run. */
static void clear(void *thread, unsigned char *frame, object *code) {
  const uint16_t program[] = {trace->load_constant, trace->return_value};
  unsigned char kept[sizeof program];
  unsigned char *place = (unsigned char *)code + trace->code_instructions;
  object *error = more.take_error();
  python.retain(code);
  memcpy(kept, place, sizeof kept);
  memcpy(place, program, sizeof program);
  object *none = more.evaluate_frame(thread, frame, 0);
  memcpy(place, kept, sizeof kept);
  if (none) python.release(none);
  python.release(code);
  more.set_error(error);
}

static void forget(void) {
  if (!awaited) return;
  python.release(awaited);
  python.release(replacement);
  awaited = replacement = NULL;
  if (more.evaluator(more.interpreter()) != previous)
    more.set_evaluator(more.interpreter(), previous);
}

static object *evaluate(void *thread, unsigned char *frame, int throwing) {
  object *code = field(frame, trace->frame_code);
  if (code != awaited || throwing) return previous(thread, frame, throwing);
  object *other = replacement;
  python.retain(other);
  forget();
  object *globals = field(frame, trace->frame_globals);
  object *locals = field(frame, trace->frame_locals);
  object *result = python.evaluate(other, globals, locals);
  python.release(other);
  if (trace->clears_frames) clear(thread, frame, code);
  return result;
}

void sl_evaluate_instead(object *code, object *other) {
  /* Left from one that was not executed after all. */
  forget();
  python.retain(code);
  python.retain(other);
  awaited = code;
  replacement = other;
  previous = more.evaluator(more.interpreter());
  more.set_evaluator(more.interpreter(), evaluate);
}

int sl_evaluation_prepare(const struct sl_trace *shared) {
  const struct sl_symbol names[] = {
      {"PyInterpreterState_Get", &more.interpreter},
      {"_PyInterpreterState_GetEvalFrameFunc", &more.evaluator},
      {"_PyInterpreterState_SetEvalFrameFunc", &more.set_evaluator},
      {"_PyEval_EvalFrameDefault", &more.evaluate_frame},
  };
  const struct sl_symbol clearing[] = {
      {"PyErr_GetRaisedException", &more.take_error},
      {"PyErr_SetRaisedException", &more.set_error},
  };
  if (!SL_FIND_SYMBOLS(names)) return 0;
  if (shared->clears_frames && !SL_FIND_SYMBOLS(clearing)) return 0;
  trace = shared;
  return 1;
}
