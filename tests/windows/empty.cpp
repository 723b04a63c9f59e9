// SPDX-License-Identifier: Apache-2.0
// What it costs to start any program.
int main() {}
