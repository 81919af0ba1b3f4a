#ifndef CSAMPLER_H
#define CSAMPLER_H
#endif
