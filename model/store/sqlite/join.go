package sqlite

import (
	"context"

	"lede/model"
	"lede/model/store"
)

// Join puts stories into the threads of others.
func (s *Store) Join(ctx context.Context, in []store.Joining) error {
	if _, err := s.reader(ctx); err != nil || len(in) == 0 {
		return none(err)
	}
	return s.change(ctx, func(c *change) error {
		grown := map[model.StoryID]bool{}
		for _, j := range in {
			lead, err := c.join(j)
			if err != nil {
				return err
			}
			if lead != 0 {
				grown[lead] = true
			}
		}
		for lead := range grown {
			if err := c.countPublishers(lead); err != nil {
				return err
			}
		}
		return nil
	})
}

// join puts one story behind the last of a thread and gives who leads it; 0 when it is in it already, or one
// of the two is not there. How many publishers the thread has now is still to be counted.
func (c *change) join(j store.Joining) (lead model.StoryID, err error) {
	ids := store.Distinct([]model.StoryID{j.With, j.Story})
	if there, err := c.there(ids); err != nil || len(there) < 2 {
		return 0, err
	}
	var was model.StoryID
	if _, err := c.row(`SELECT lead FROM told WHERE id=?`, []any{j.Story}, []any{&was}); err != nil {
		return 0, err
	}
	found, err := c.row(`SELECT lead FROM told WHERE id=?`, []any{j.With}, []any{&lead})
	if err != nil || found && lead == was {
		return 0, err
	}
	c.stories = true
	if was != 0 {
		if err := c.alone(ids[1:]); err != nil {
			return 0, err
		}
	}
	if !found {
		lead = j.With
		if err := c.exec(`INSERT INTO told(id, lead, place, n) VALUES(?,?,0,1)`, lead, lead); err != nil {
			return 0, err
		}
	}
	return lead, c.exec(`INSERT INTO told(id, lead, place, n) SELECT ?, ?, max(place)+1, 1 FROM told WHERE lead=?`, j.Story, lead, lead)
}

// countPublishers writes down anew how many publishers a thread has.
func (c *change) countPublishers(lead model.StoryID) error {
	rows, err := c.tx.QueryContext(c.ctx, `SELECT DISTINCT feed, ifnull((SELECT text FROM name WHERE name.id=publisher), '') FROM told JOIN story ON story.id=told.id WHERE lead=?`, lead)
	if err != nil {
		return err
	}
	defer rows.Close()
	publishers := map[string]bool{}
	for rows.Next() {
		var feed model.FeedID
		var name string
		if err := rows.Scan(&feed, &name); err != nil {
			return err
		}
		publishers[store.PublisherKey(feed, name)] = true
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return c.exec(`UPDATE told SET n=? WHERE lead=?`, len(publishers), lead)
}
