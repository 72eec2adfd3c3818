package main

import (
	"fmt"
	"image/color"
	"io"
	"os"
	"strconv"
	"strings"

	"lede/ui/uitest"
)

func main() {
	w, _ := strconv.Atoi(os.Args[1])
	h, _ := strconv.Atoi(os.Args[2])
	b, _ := io.ReadAll(os.Stdin)
	bg, fg := color.RGBA{0x16, 0x18, 0x1c, 0xff}, color.RGBA{0xd8, 0xdb, 0xe0, 0xff}
	if len(os.Args) > 3 && os.Args[3] == "light" {
		bg, fg = color.RGBA{0xfa, 0xfa, 0xf7, 0xff}, color.RGBA{0x20, 0x20, 0x22, 0xff}
	}
	fmt.Print(uitest.SVG(strings.TrimSuffix(string(b), "\n"), w, h, bg, fg))
}
