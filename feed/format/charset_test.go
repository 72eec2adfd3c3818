package format

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

const (
	russian = "Совет порта закрыл старую набережную до весны: водолазы нашли, что сваи прогнили."
	chinese = "港口委员会决定关闭旧码头直到春天，咖啡馆继续营业。"
	taiwan  = "港口委員會決定關閉舊碼頭直到春天，咖啡館繼續營業。"
	nippon  = "港の評議会は古い岸壁を春まで閉鎖することを決めた。カフェは営業を続ける。"
	hangul  = "항구 위원회는 봄까지 옛 부두를 닫기로 했다. 카페는 계속 영업한다."
	greek   = "Το συμβούλιο του λιμανιού έκλεισε την παλιά αποβάθρα μέχρι την άνοιξη."
	english = "The council “closed” the old quay – it’s rotten – for £2 million."
	french  = "Le conseil du port a fermé l'ancien quai jusqu'au printemps; le café reste ouvert à côté."
)

func feedIn(t *testing.T, enc encoding.Encoding, declaration, text string) []byte {
	t.Helper()
	doc, err := enc.NewEncoder().String(declaration + "<rss version=\"2.0\"><channel><title>" + text + "</title></channel></rss>")
	if err != nil {
		t.Fatal(err)
	}
	return []byte(doc)
}

func TestCharsetsAreFoundByMarkHeaderDeclarationAndLetters(t *testing.T) {
	plain := `<?xml version="1.0"?>`
	says := func(name string) string { return `<?xml version="1.0" encoding="` + name + `"?>` }
	for _, c := range []struct {
		how         string
		enc         encoding.Encoding
		declaration string
		contentType string
		text        string
	}{
		{"mark, UTF-16LE", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), says("utf-16"), "", russian},
		{"mark, UTF-16BE", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), plain, "text/xml; charset=utf-8", russian},
		{"no mark, UTF-16LE", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), says("utf-16"), "", russian},
		{"no mark, UTF-16BE", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), says("utf-16"), "", russian},
		{"mark, UTF-32", utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), plain, "", russian},
		{"UTF-8 whatever is said", unicode.UTF8, says("iso-8859-1"), "text/xml; charset=iso-8859-1", french},
		{"header", charmap.KOI8R, plain, "text/xml; charset=koi8-r", russian},
		{"header over declaration", charmap.Windows1251, says("iso-8859-1"), `text/xml; charset="windows-1251"`, russian},
		{"declaration", charmap.ISO8859_5, says("iso-8859-5"), "", russian},
		{"declaration of an old name", charmap.CodePage866, says("cp866"), "", russian},
		{"declaration, EBCDIC", charmap.CodePage037, says("ebcdic-us"), "", "Quay closed"},
		{"Latin 1 means windows-1252", charmap.Windows1252, says("iso-8859-1"), "", english},
		{"letters, Western", charmap.Windows1252, plain, "", english},
		{"letters, French", charmap.Windows1252, plain, "", french},
		{"letters, Cyrillic", charmap.Windows1251, plain, "", russian},
		{"letters, Cyrillic of mail", charmap.KOI8R, plain, "", russian},
		{"letters, Greek", charmap.ISO8859_7, plain, "", greek},
		{"letters, Chinese", simplifiedchinese.GBK, plain, "", chinese},
		{"letters, Taiwan", traditionalchinese.Big5, plain, "", taiwan},
		{"letters, Japanese", japanese.ShiftJIS, plain, "", nippon},
		{"letters, Japanese of Unix", japanese.EUCJP, plain, "", nippon},
		{"letters, Japanese of mail", japanese.ISO2022JP, plain, "", nippon},
		{"letters, Cyrillic in few words", charmap.Windows1251, plain, "", "Новости дня"},
		{"letters, Cyrillic, falsely Latin 1", charmap.Windows1251, says("iso-8859-1"), "", russian},
		{"letters, Cyrillic of mail, falsely UTF-8", charmap.KOI8R, says("utf-8"), "", "Совет порта закрыл набережную"},
		{"letters, Ukrainian, falsely declared", charmap.Windows1251, says("windows-1252"), "", "Рада порту зачинила стару пристань до весни"},
		{"letters, Greek of Windows", charmap.Windows1253, plain, "", greek},
		{"letters, Korean, falsely declared", korean.EUCKR, says("utf-8"), "", hangul},
	} {
		f, err := Parse(feedIn(t, c.enc, c.declaration, c.text), Hints{ContentType: c.contentType})
		if err != nil || f.Title.Value != c.text {
			t.Errorf("%s: %v %+v", c.how, err, f)
		}
	}
}

// One byte of another charset in a document of UTF-8 costs nothing but is read as windows-1252.
func TestStrayBytesAreReadAsWindows1252(t *testing.T) {
	f, err := Parse([]byte("<rss><channel><title>Café – fermé \x96 d\xe9j\xe0</title></channel></rss>"), Hints{})
	if err != nil || f.Title.Value != "Café – fermé – déjà" {
		t.Errorf("%v %+v", err, f)
	}
}

func TestACharacterThatIsCutInTwoIsLeftOut(t *testing.T) {
	for _, last := range []string{"é", "中", "😀"} {
		for n := 1; n < len(last); n++ {
			f, err := Parse([]byte("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><rss><channel><title>Café – 中"+last[:n]), Hints{})
			if err != nil || f.Title.Value != "Café – 中" || !utf8.ValidString(f.Title.Value) {
				t.Errorf("%d bytes of %s: %v %+v", n, last, err, f)
			}
		}
	}
}
