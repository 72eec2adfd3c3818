package extract

// homeCurrency is what a word that several countries use for their money means in a paper of one of them; "" where the
// word is no such word or the country has no money of that name.
func homeCurrency(country, word string) string {
	if country == "" {
		return ""
	}
	switch word {
	case "Rs", "Rs.", "rupee", "rupees", "₨":
		return pick(country, "PK", "PKR", "LK", "LKR", "NP", "NPR", "MU", "MUR", "SC", "SCR")
	case "peso", "pesos":
		return pick(country, "AR", "ARS", "CL", "CLP", "CO", "COP", "PH", "PHP", "UY", "UYU", "DO", "DOP", "CU", "CUP")
	case "pound", "pounds":
		return pick(country, "EG", "EGP", "LB", "LBP", "SY", "SYP", "SD", "SDG", "SS", "SSP")
	case "shillings", "Sh":
		return pick(country, "UG", "UGX", "TZ", "TZS", "SO", "SOS")
	case "dinar", "dinars":
		return pick(country, "IQ", "IQD", "JO", "JOD", "BH", "BHD", "TN", "TND", "DZ", "DZD", "LY", "LYD", "RS", "RSD")
	case "dirham", "dirhams", "Dh", "Dhs":
		return pick(country, "MA", "MAD")
	case "riyal", "riyals", "rial", "rials":
		return pick(country, "QA", "QAR", "OM", "OMR", "YE", "YER", "SA", "SAR")
	case "franc", "francs":
		return pick(country, "RW", "RWF", "CD", "CDF", "SN", "XOF", "CI", "XOF", "ML", "XOF", "CM", "XAF", "DJ", "DJF", "GN", "GNF")
	case "krona", "kronor", "kr":
		return pick(country, "IS", "ISK", "NO", "NOK", "DK", "DKK")
	case "krone", "kroner":
		return pick(country, "NO", "NOK")
	case "lira", "liras":
		return pick(country, "LB", "LBP", "SY", "SYP")
	case "kwacha":
		return pick(country, "MW", "MWK")
	}
	return ""
}

// pick finds key among pairs of key and value.
func pick(key string, pairs ...string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == key {
			return pairs[i+1]
		}
	}
	return ""
}
