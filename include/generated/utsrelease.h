/* SPDX-License-Identifier: MIT */
/* generated/utsrelease.h - the release: the Linux whose interface it is, and the kernel */
#ifndef GENERATED_UTSRELEASE_H
#define GENERATED_UTSRELEASE_H

#define UTS_RELEASE "6.1.0-hemi"

#endif /* GENERATED_UTSRELEASE_H */
