package main

import (
	"encoding/json"

	"lede/feed/article"
	"lede/feed/clean"
	"lede/feed/discover"
	"lede/feed/format"
	"lede/feed/opml"
	"lede/model"
	"lede/model/plain"
	"lede/model/thread"
)

func (l *lede) inspectFeed(line string) any {
	f := fields(line, 3)
	h := format.Hints{URL: f[1], Header: map[string][]string{}, Now: l.now()}
	var headers map[string]string
	if f[2] != "" && json.Unmarshal([]byte(f[2]), &headers) == nil {
		for k, v := range headers {
			h.Header[k] = []string{v}
		}
	}
	data, err := fileBytes(f[0], format.MaxBytes+1)
	if err != nil {
		return failure{fileError(f[0], err).Error()}
	}
	return format.Inspect(format.Parse(data, h))
}

func (l *lede) inspectArticle(line string) any {
	f := fields(line, 2)
	data, err := fileBytes(f[0], maxLine)
	if err != nil {
		return failure{fileError(f[0], err).Error()}
	}
	return article.Inspect(article.Read(data, f[1], article.Hints{Now: l.now()}))
}

func (l *lede) inspectDiscover(line string) any {
	f := fields(line, 3)
	if f[0] == "" {
		return discover.Inspect(nil, f[1], f[2])
	}
	data, err := fileBytes(f[0], maxLine)
	if err != nil {
		return failure{fileError(f[0], err).Error()}
	}
	return discover.Inspect(data, f[1], f[2])
}

func (l *lede) inspectOPML(line string) any {
	data, err := fileBytes(line, maxLine)
	if err != nil {
		return failure{fileError(line, err).Error()}
	}
	return opml.Inspect(data)
}

func (l *lede) inspectHTML(line string) any {
	in := struct {
		HTML  string `json:"html"`
		Width int    `json:"width"`
		Base  string `json:"base"`
	}{Width: 80}
	if err := json.Unmarshal([]byte(line), &in); err != nil {
		data, ferr := fileBytes(line, maxLine)
		if ferr != nil {
			return failure{fileError(line, ferr).Error()}
		}
		in.HTML = string(data)
	}
	body, _ := clean.HTML(in.HTML, in.Base)
	text, links := plain.Render(body, plain.Options{Width: in.Width})
	if links == nil {
		links = []string{}
	}
	return struct {
		Text  string   `json:"text"`
		Links []string `json:"links"`
	}{text, links}
}

// inspectThreads tells, story by story in order of arrival, which thread each belongs to.
func (l *lede) inspectThreads() error {
	threads := thread.New()
	ids := map[model.StoryID]any{}
	n := model.StoryID(0)
	return l.eachLine(func(line string) any {
		var in struct {
			ID    any    `json:"id"`
			Title string `json:"title"`
			Text  string `json:"text"`
			Date  string `json:"date"`
		}
		if err := json.Unmarshal([]byte(line), &in); err != nil {
			return failure{"not a JSON object: " + err.Error()}
		}
		n++
		ids[n] = in.ID
		at, _ := format.Date(in.Date)
		return map[string]any{"id": in.ID, "cluster": ids[threads.Add(n, in.Title, in.Text, at)]}
	})
}
