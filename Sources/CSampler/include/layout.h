#ifndef SWIFTLET_LAYOUT_H
#define SWIFTLET_LAYOUT_H

#include <stdint.h>

/* Where the values of an instance's attributes are, which its type names. */
enum sl_instance_values {
  SL_VALUES_UNKNOWN = 0,
  SL_VALUES_APART = 1,  /* before the instance: a pointer, and then its dict */
  SL_VALUES_TAGGED = 2, /* before it: the one or the other */
  SL_VALUES_INLINE = 3, /* behind it, and before it its dict */
};

/* Where the interpreter keeps what a walk needs: offsets in bytes, from one
   row of the table of versions. Nothing here knows which version that is. */
struct sl_layout {
  /* Thread state to innermost frame, through a second structure where
     `thread_indirect` is set. */
  uint32_t thread_frame, thread_indirect, indirect_frame;
  uint32_t thread_previous, thread_next, thread_native_id;

  uint32_t frame_previous, frame_code, frame_instruction, frame_owner,
      frame_locals, frame_local_names, frame_global_names;
  /* Frames with this owner stand for C code; 256: there are none. */
  uint32_t frame_foreign_owner;
  /* References in frames carry tags in the other bits. */
  uint64_t reference_mask;

  uint32_t object_type;
  uint32_t code_first_line, code_file, code_name, code_line_table,
      code_instructions, code_local_names, code_local_kinds,
      code_argument_count;
  uint32_t string_length, string_state, string_ascii, string_wide;
  uint32_t bytes_length, bytes_data;

  /* Containers; their items are not looked at where an offset is 0. */
  uint32_t list_items, tuple_items, dict_keys, dict_values, set_mask,
      set_table;
  uint32_t keys_index_bytes, keys_kind, keys_count, keys_indices;
  /* Instances: where their type has the keys, how the values are found, and
     where a block of values begins. */
  uint32_t type_keys, instance_values, values_begin;
  /* Addresses of types whose items are looked at. */
  uint64_t list_type, tuple_type, dict_type, set_type, frozen_set_type,
      cell_type, type_type;

  /* Address of the type of code objects. */
  uint64_t code_type;
};

#endif
