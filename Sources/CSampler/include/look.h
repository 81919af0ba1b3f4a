#ifndef SWIFTLET_LOOK_H
#define SWIFTLET_LOOK_H

#include "walk.h"

/* Looking at the values in a frame's local variables, from the signal handler
   of the thread that runs the frame: it cannot change or free them meanwhile,
   and all memory is read through the kernel, so that whatever was being
   changed just then costs an answer and never the process. Nothing of Python
   is called; what the bytes mean is for the parent to say. */

enum {
  SL_MAX_NODES = 192,
  SL_PAYLOAD = 48,
  SL_MAX_DEPTH = 4,
  SL_MAX_LOCALS = 48,
  SL_MAX_ATTRIBUTES = 8,
  SL_MAX_STACKED = 6,
};

/* Where a value was found. */
enum sl_role {
  SL_LOCAL = 0,   /* `place` is the variable's number */
  SL_ELEMENT = 1, /* of a list or tuple: its index */
  SL_MEMBER = 2,  /* of a set, or of a cell */
  SL_KEY = 3,
  SL_VALUE = 4,
  SL_NAME = 5, /* of a module's variable, whose SL_LOCAL has the same place */
  SL_ATTRIBUTE = 6,      /* of an instance: its number */
  SL_ATTRIBUTE_NAME = 7, /* of the one with the same place */
  SL_SLOT_NAME = 8,      /* the same, as bytes that end in a zero */
  SL_STACKED = 9,        /* on the frame's stack: its place from the bottom */
  SL_WALKED = 10,        /* what one of those, or a SL_WALKED, refers to */
};

struct sl_node {
  uint64_t address, type;
  uint16_t parent; /* an earlier node, where the role is not SL_LOCAL */
  uint8_t role, depth;
  uint32_t place;
  /* What follows the type in memory, as much as there is in its page. */
  uint8_t payload[SL_PAYLOAD];
};

struct sl_look {
  struct sl_record record;
  uint32_t code; /* as in sl_frame */
  uint32_t node_count;
  uint32_t local_count;
  uint32_t own_nanoseconds;
  int32_t offset; /* of the instruction, as in sl_frame */
  uint32_t padding;
  uint64_t code_address;
  /* Addresses of the code's descriptions of locals; 0 where the variables are
     in a dictionary, as a module's are. */
  uint64_t names, kinds;
};

struct sl_looking {
  struct sl_node nodes[SL_MAX_NODES];
  uint64_t pointers[64];
  unsigned char keys[40];
};

/* Whose variables are looked at. */
struct sl_looked_at {
  struct sl_ring *ring;
  pid_t pid;
  uint64_t frame, code;
  uint32_t id;   /* of the code, as in sl_frame */
  int32_t offset;
  uint32_t most; /* variables, from the first */
};

/* Looks at the locals of a frame or, with SL_OF_MODULE, at the variables of
   its module, and writes an sl_look with these flags. Async-signal-safe. */
void sl_look_at_variables(const struct sl_looked_at *at, uint16_t flags,
                       struct sl_looking *looking);

#endif
