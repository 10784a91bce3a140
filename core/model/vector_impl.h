// SPDX-License-Identifier: Apache-2.0
// Included once per instruction set, inside an anonymous namespace and under that set's target,
// with the constant Lanes (floats in a vector register). What is included there uses no inline
// function of another header: the linker could give the version for this instruction set to the
// whole program.

typedef float Vector __attribute__((vector_size(Lanes * sizeof(float)), may_alias));
typedef float Unaligned __attribute__((vector_size(Lanes * sizeof(float)), aligned(4), may_alias));

#define RHO_INLINE inline __attribute__((always_inline))

RHO_INLINE void load(Vector& v, const float* p) { v = *reinterpret_cast<const Unaligned*>(p); }
RHO_INLINE void store(float* p, const Vector& v) { *reinterpret_cast<Unaligned*>(p) = v; }
