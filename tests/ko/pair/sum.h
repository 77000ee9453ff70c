/* SPDX-License-Identifier: MIT */
#ifndef TESTS_KO_PAIR_SUM_H
#define TESTS_KO_PAIR_SUM_H

int sum(int base);

#endif /* TESTS_KO_PAIR_SUM_H */
