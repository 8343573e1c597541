#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# run-all [NAME...] - run the test programs, each with a time limit, and mark the output
cd /tests || exit 1
[ $# -gt 0 ] || set -- $(ls | grep -v '\.sh$')
for t; do
	echo "@@ begin $t"
	timeout -s KILL "${LIMIT:-120}" "./$t" </dev/null 2>&1
	echo "@@ end $t $?"
done
