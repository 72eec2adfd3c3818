package migrate

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
)

// lifereaList is the file in which Liferea keeps its feeds.
const lifereaList = "feedlist.opml"

// liferea reads feedlist.opml and liferea.db. path is the folder of the first, or one of these files.
func (h *haul) liferea(ctx context.Context, path string) error {
	folder, file := folderOf(path)
	list, db := filepath.Join(folder, lifereaList), dataFile(folder, "liferea", "liferea.db")
	if file != "" {
		if head, err := readHead(file); err == nil && strings.HasPrefix(string(head), "SQLite format 3\x00") {
			db = file
		} else {
			list = file
		}
	}
	if isFile(list) {
		if err := h.opml(list); err != nil {
			return err
		}
	} else if db == "" {
		return fmt.Errorf("%s: %w", path, ErrUnknown)
	}
	if db != "" {
		h.lifereaItems(ctx, db)
	}
	return nil
}

// lifereaItems reads liferea.db. Comments on stories are left out.
func (h *haul) lifereaItems(ctx context.Context, path string) {
	h.items(ctx, path, "items", asItIs, func(have map[string]bool) string {
		return fmt.Sprintf(`SELECT s.source, CASE WHEN i.valid_guid THEN i.source_id END, i.source, i.title, NULL, i.description, i.date, NULL, NULL, i.read <> 0, i.marked <> 0, 0
			FROM items i JOIN subscription s ON s.node_id = i.node_id WHERE coalesce(%s, 0) = 0 ORDER BY i.item_id`, pick(have, "is_comment", "comment"))
	})
	h.titles(ctx, path, "SELECT source, NULL, NULL FROM subscription")
}
