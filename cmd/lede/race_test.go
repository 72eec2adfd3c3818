//go:build race

package main

// slower is how many times longer things may take in this build: the race detector's, beside all other tests.
const slower = 15
