package format

// element is an XML element that means something to a reader, whatever dialect it comes from.
type element uint8

const (
	elOther element = iota // unknown: what is inside says nothing about what is around
	elWrap                 // unknown or known, and its children count as its parent's
	elRoot
	elFeed
	elItem
	elTitle
	elLink
	elDescription
	elSummary
	elContent
	elID
	elPublished
	elUpdated
	elDate
	elAuthor
	elContributor
	elEditor
	elWebMaster
	elCreator
	elOwner
	elName
	elEmail
	elURI
	elCategory
	elKeywords
	elCategoryText
	elEnclosure
	elMediaContent
	elThumbnail
	elCover // itunes:image, and itunes:link rel=image
	elImage
	elIcon
	elLogo
	elLanguage
	elCopyright
	elGenerator
	elTTL
	elHour
	elDay
	elSource
	elComments
	elReplies
	elDuration
	elPoint
	elLatitude
	elLongitude
	elOrigLink
	elTextInput
	elPeriod
	elFrequency
	elComplete
	elPublisher
	elGUID
	elAltTitle   // titles that count only where no other is: dc, media, itunes
	elAltSummary // itunes:summary, itunes:subtitle, media:description
	elMarkup     // a piece of captured markup
)

// isText says that the characters of an element are wanted.
func (e element) isText() bool {
	switch e {
	case elOther, elWrap, elRoot, elFeed, elItem, elOwner, elContributor, elEnclosure, elTextInput, elMarkup, elMediaContent:
		return false
	}
	return true
}

// isConstruct says that an element may hold markup.
func (e element) isConstruct() bool {
	switch e {
	case elTitle, elDescription, elSummary, elContent, elCopyright, elAltTitle, elAltSummary:
		return true
	}
	return false
}

// coreElement finds an element of RSS, Atom, CDF or a sitemap by its name in small letters.
func coreElement(name string) element {
	switch name {
	case "rss", "rdf", "urlset":
		return elRoot
	case "channel", "feed":
		return elFeed
	case "item", "entry":
		return elItem
	case "url":
		return elURI // an image's address, a person's page; elementFor makes it an item in a sitemap
	case "title":
		return elTitle
	case "link", "loc":
		return elLink
	case "description", "tagline", "subtitle", "abstract":
		return elDescription
	case "summary":
		return elSummary
	case "content", "fullitem", "body":
		return elContent
	case "id":
		return elID
	case "guid":
		return elGUID
	case "pubdate", "issued", "published", "publication_date":
		return elPublished
	case "updated", "modified", "lastbuilddate", "lastmod":
		return elUpdated
	case "created", "date", "expirationdate":
		return elDate
	case "author":
		return elAuthor
	case "contributor":
		return elContributor
	case "managingeditor":
		return elEditor
	case "webmaster":
		return elWebMaster
	case "name":
		return elName
	case "email":
		return elEmail
	case "uri", "homepage":
		return elURI
	case "category":
		return elCategory
	case "keywords", "tags":
		return elKeywords
	case "enclosure":
		return elEnclosure
	case "image":
		return elImage
	case "icon":
		return elIcon
	case "logo":
		return elLogo
	case "language":
		return elLanguage
	case "copyright", "rights":
		return elCopyright
	case "generator":
		return elGenerator
	case "ttl":
		return elTTL
	case "hour":
		return elHour
	case "day":
		return elDay
	case "skiphours", "skipdays":
		return elWrap
	case "source":
		return elSource
	case "comments":
		return elComments
	case "textinput":
		return elTextInput
	}
	return elOther
}

// moduleElement finds an element of one of the modules by its local name in small letters.
func moduleElement(s space, name string) element {
	switch s {
	case spaceDC:
		return dcElement(name)
	case spaceMedia:
		return mediaElement(name)
	case spaceItunes:
		return itunesElement(name)
	case spaceGeo:
		switch name {
		case "point", "pos":
			return elPoint
		case "lat":
			return elLatitude
		case "long", "lon":
			return elLongitude
		case "where":
			return elWrap
		}
	case spaceNews:
		switch name {
		case "news", "publication":
			return elWrap
		case "name":
			return elPublisher
		}
		return coreElement(name)
	case spaceRDF:
		switch name {
		case "rdf":
			return elRoot
		case "seq", "bag", "alt", "li":
			return elWrap
		}
	default:
		return smallElement(s, name)
	}
	return elOther
}

// smallElement finds the elements of modules of which one or two matter.
func smallElement(s space, name string) element {
	switch {
	case s == spaceContent && name == "encoded":
		return elContent
	case s == spaceSlash && name == "comments", s == spaceThread && name == "total":
		return elReplies
	case s == spaceWFW && name == "comment":
		return elOther
	case s == spaceFeedBurner && name == "origlink":
		return elOrigLink
	case s == spaceSyndication && name == "updateperiod":
		return elPeriod
	case s == spaceSyndication && name == "updatefrequency":
		return elFrequency
	case s == spaceXHTML && (name == "body" || name == "div"):
		return elContent
	case s == spaceAdmin && name == "generatoragent":
		return elGenerator
	case s == spaceImage && name == "image":
		return elImage
	case s == spaceImage && name == "loc":
		return elURI
	}
	return elOther
}

func dcElement(name string) element {
	switch name {
	case "title":
		return elAltTitle
	case "creator", "author":
		return elCreator
	case "contributor":
		return elContributor
	case "publisher":
		return elPublisher
	case "description", "abstract":
		return elDescription
	case "date", "created":
		return elDate
	case "issued":
		return elPublished
	case "modified":
		return elUpdated
	case "subject":
		return elCategory
	case "language":
		return elLanguage
	case "rights":
		return elCopyright
	case "source", "identifier":
		return elOther
	}
	return elOther
}

func mediaElement(name string) element {
	switch name {
	case "content", "player":
		return elMediaContent
	case "group":
		return elWrap
	case "thumbnail":
		return elThumbnail
	case "title":
		return elAltTitle
	case "description", "text":
		return elAltSummary
	case "category":
		return elCategory
	case "keywords":
		return elKeywords
	case "copyright":
		return elCopyright
	}
	return elOther
}

func itunesElement(name string) element {
	switch name {
	case "author":
		return elCreator
	case "owner":
		return elOwner
	case "name":
		return elName
	case "email":
		return elEmail
	case "summary", "subtitle", "description":
		return elAltSummary
	case "title":
		return elAltTitle
	case "image", "link":
		return elCover
	case "category":
		return elCategoryText
	case "keywords":
		return elKeywords
	case "duration":
		return elDuration
	case "complete":
		return elComplete
	}
	return elOther
}
