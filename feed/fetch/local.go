package fetch

// Local tells whether an address is read on this machine and not asked of the wire: a path, file:, exec: or filter:.
func Local(address string) bool { return local(address) }
