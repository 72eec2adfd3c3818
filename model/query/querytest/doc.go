// Package querytest has what the query language and every store are tested with: a table of queries with
// the stories they find and the faults they have, and random stories and queries. It is prose of our
// own; nothing of it is shipped.
package querytest
