package main

// generate makes sentences from templates and word lists.
func generate(s settings) ([]labelled, error) { return nil, nil }
