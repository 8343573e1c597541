// SPDX-License-Identifier: GPL-2.0-only
/* bench/true-static.c - the smallest program to start */
int main(void) { return 0; }
