package newsroom

import (
	"bytes"
	"image"
	"image/png"
	"net/http"
	"testing"
)

func TestPicturesAreFetchedByTheOneClient(t *testing.T) {
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewGray(image.Rect(0, 0, 200, 100))); err != nil {
		t.Fatal(err)
	}
	r, url := deskAt(t, func(w http.ResponseWriter, q *http.Request) {
		if q.URL.Path != "/a.png" {
			http.NotFound(w, q)
			return
		}
		_, _ = w.Write(file.Bytes())
	})
	img, err := r.Picture(t.Context(), url+"/a.png", 40, 40)
	if err != nil || img.Rect.Dx() != 40 || img.Rect.Dy() != 20 {
		t.Fatalf("%v, %v", img, err)
	}
	for _, bad := range []string{url + "/none.png", "http://127.0.0.1:1/a.png", "http://169.254.169.254/a.png", "file:///etc/passwd", "exec:ls", "/etc/passwd", ""} {
		if img, err := r.Picture(t.Context(), bad, 40, 40); err == nil || img != nil {
			t.Errorf("%q: %v", bad, img)
		}
	}
	r.May.Refresh = false
	if _, err := r.Picture(t.Context(), url+"/a.png", 40, 40); err == nil {
		t.Error("a visitor has the host fetch a picture")
	}
}
