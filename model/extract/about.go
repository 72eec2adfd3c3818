package extract

import "lede/model"

func (p *page) about(*figure) model.Span { return model.Span{} }
