// SPDX-License-Identifier: Apache-2.0
// The one source of libraries that only exist to hold a precompiled header.
