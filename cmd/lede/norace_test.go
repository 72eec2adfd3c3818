//go:build !race

package main

// slower is how many times longer things may take in this build, which runs beside all other tests.
const slower = 3
