#ifndef CRECORDER_H
#define CRECORDER_H

/* Nothing to call: loading the library is all there is to it. */

#endif
