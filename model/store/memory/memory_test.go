package memory_test

import (
	"testing"

	"lede/model/store"
	"lede/model/store/memory"
	"lede/model/store/storetest"
)

func TestTheMemoryKeepsToTheContract(t *testing.T) {
	storetest.Run(t, func(*testing.T) store.Store { return memory.New() })
}
