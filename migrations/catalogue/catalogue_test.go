package catalogue

import (
	"cmp"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// priceChange is the only change of prices published so far.
var priceChange = time.Date(2025, 7, 28, 3, 0, 0, 0, time.UTC).Unix()

func TestPricesHoldWithoutGapOrOverlap(t *testing.T) {
	type key struct{ site, currency, item, tier, operation string }
	lines := map[key][]Price{}
	for _, p := range catalogue(t).Prices {
		k := key{p.Site, p.Currency, p.Item, p.Tier, p.Operation}
		lines[k] = append(lines[k], p)
	}
	for k, prices := range lines {
		slices.SortFunc(prices, func(a, b Price) int { return cmp.Compare(a.From, b.From) })
		for i, p := range prices[1:] {
			if p.From != prices[i].To {
				t.Errorf("%v: a price ends at %d and the next begins at %d", k, prices[i].To, p.From)
			}
		}
		// An operation's own price is an exception, the item's must hold always.
		if last := prices[len(prices)-1]; k.operation == "" && (prices[0].From != 0 || last.To != 0) {
			t.Errorf("%v: prices hold from %d to %d, expected always", k, prices[0].From, last.To)
		}
	}
}

func TestPricesAgreeWithTheirItems(t *testing.T) {
	c := catalogue(t)
	priced := map[string]bool{}
	for _, p := range c.Prices {
		i := slices.IndexFunc(c.Items, func(i Item) bool { return i.Code == p.Item })
		if c.Items[i].Unit != p.Unit || c.Items[i].Per != p.Per {
			t.Errorf("%s is priced for %d %s, its item for %d %s", p.Item, p.Per, p.Unit, c.Items[i].Per, c.Items[i].Unit)
		}
		priced[p.Item] = true
	}
	for _, i := range c.Items {
		if i.Published != priced[i.Code] {
			t.Errorf("%s: published %t, priced %t", i.Code, i.Published, priced[i.Code])
		}
	}
}

func TestPricesBeforeTheChange(t *testing.T) {
	cases := []struct{ item, operation, tier, price, basis string }{
		{"ImageDetect", "", "", "0.028", "documented"},
		{"ImageDetect", "DetectImageBodies", "", "0", "documented"},
		{"ImageDetect", "image/bodies", "", "0", "documented"},
		{"ImageDetect", "DetectImageCars", "", "0", "documented"},
		{"ImageDetect", "image/cars", "", "0", "documented"},
		{"ImageFace", "CreateFacesSearchingTask", "", "0", "documented"},
		{"ImageFace", "", "", "0.028", "assumed"},
		{"ImageMosaic", "", "", "0", "documented"},
		{"ImageSplicing", "", "small", "0", "documented"},
		{"ImageSplicing", "", "large", "0", "documented"},
		{"ImageLabel", "", "", "0.142", "documented"},
		{"ImageFaceClustering", "", "", "7.0754717", "documented"},
		{"GenerateStory", "", "", "7.0754717", "documented"},
		{"ImageCropping", "", "", "0.1415094", "documented"},
		{"ImageQRCodes", "", "", "0.1132075", "documented"},
		{"VideoCompressCopy", "", "", "0.00001433525", "assumed"},
		{"StandardQueryL0", "", "", "0.001", "assumed"},
	}
	prices := catalogue(t).Prices
	for _, c := range cases {
		i := slices.IndexFunc(prices, func(p Price) bool {
			return p.Item == c.item && p.Operation == c.operation && p.Tier == c.tier && p.To == priceChange
		})
		if i < 0 {
			t.Errorf("%s %s%s has no price that ends with the change", c.item, c.operation, c.tier)
		} else if p := prices[i]; p.From != 0 || p.Amount.String() != c.price || p.Basis != c.basis {
			t.Errorf("%s %s%s was %s (%s) from %d, expected %s (%s) from ever",
				c.item, c.operation, c.tier, p.Amount, p.Basis, p.From, c.price, c.basis)
		}
	}
}

func TestConditionsTellItemsApart(t *testing.T) {
	c := catalogue(t)
	rows := map[string][]Operation{} // of one operation
	for _, o := range c.Operations {
		rows[o.Channel+" "+o.Name] = append(rows[o.Channel+" "+o.Name], o)
	}
	unconditional := map[string][]string{ // charged under several items at once
		"api SemanticQuery":            {"StandardQueryL2", "SemanticAnalyze"},
		"api CreateFacesSearchingTask": {"ImageDetect", "ImageFace"},
	}
	for name, operations := range rows {
		conditions := map[string]bool{}
		var always []string
		for _, o := range operations {
			if o.Condition == "" {
				always = append(always, o.Item)
			} else if conditions[o.Condition] {
				t.Errorf("%s has %q twice", name, o.Condition)
			}
			conditions[o.Condition] = true
		}
		if expected := unconditional[name]; len(always) > 1 && !slices.Equal(always, expected) {
			t.Errorf("%s is always charged under %v, expected %v", name, always, expected)
		}
	}
	media := rows["api DetectMediaMeta"]
	if len(media) != 2 || media[0].Condition != "" || media[1].Condition != "geo" || media[1].Item != "ReverseGeocoding" {
		t.Errorf("DetectMediaMeta: %+v", media)
	}
}

func TestTemplates(t *testing.T) {
	cases := map[string]string{ // those that index images, by what a .jpg is charged under
		"Official:DefaultEmptyId":              "",
		"Official:OSSBasicMeta":                "oss:GetRequest",
		"Official:AllFunction":                 "oss:GetRequest imm:ImageFace imm:ImageClassification imm:ImageScoring imm:ReverseGeocoding oss:GetRequest",
		"Official:FaceManagement":              "oss:GetRequest imm:ImageFace",
		"Official:ImageManagement":             "oss:GetRequest imm:ImageFace imm:ImageClassification imm:ImageScoring imm:ReverseGeocoding oss:GetRequest",
		"Official:CognitionImageManagement":    "oss:GetRequest imm:ImageFace imm:ImageClassification imm:ImageScoring imm:ReverseGeocoding oss:GetRequest",
		"Official:DocumentManagement":          "oss:GetRequest",
		"Official:MediaMeta":                   "oss:GetRequest imm:ReverseGeocoding oss:GetRequest",
		"Official:CognitionDocumentManagement": "oss:GetRequest",
	}
	c := catalogue(t)
	found := map[string][]string{}
	for _, run := range c.Templates {
		if found[run.Name] == nil {
			found[run.Name] = []string{}
		}
		for _, o := range c.Operators {
			if o.Name == run.Operator && o.Media == run.Media && o.Item != "" && (o.Media == "image" || o.Media == "any") {
				found[run.Name] = append(found[run.Name], o.BilledBy+":"+o.Item)
			}
		}
	}
	if len(found) != len(cases) {
		t.Errorf("%d templates, expected %d", len(found), len(cases))
	}
	for name, expected := range cases {
		if items := strings.Join(found[name], " "); items != expected {
			t.Errorf("%s charges an image under %q, expected %q", name, items, expected)
		}
	}
}

var ruleCited = regexp.MustCompile(`rule ([a-z0-9_]+)`)

func TestRules(t *testing.T) {
	rules := map[string]Rule{}
	for _, r := range catalogue(t).Rules {
		if _, twice := rules[r.ID]; twice {
			t.Errorf("rule %s stands twice", r.ID)
		}
		if !regexp.MustCompile(`^[a-z0-9]+(_[a-z0-9]+)*$`).MatchString(r.ID) {
			t.Errorf("rule id %q cannot be typed after --assume", r.ID)
		}
		rules[r.ID] = r
	}
	for id, expected := range map[string]string{
		"request_fee_charges_4xx": "documented on",
		"charge_5xx":              "documented off",
		"charge_4xx_processing":   "assumed off",
		"charge_304":              "assumed off",
		"gigabyte_is_2_30":        "assumed on",
	} {
		if r := rules[id]; r.Basis+" "+r.Default != expected {
			t.Errorf("rule %s is %q, expected %q", id, r.Basis+" "+r.Default, expected)
		}
	}
	for name, content := range embeddedFiles(t) {
		for _, cited := range ruleCited.FindAllSubmatch(content.Data, -1) {
			if _, found := rules[string(cited[1])]; !found {
				t.Errorf("%s cites rule %s, which is not in the rule book", name, cited[1])
			}
		}
	}
}

// embeddedFiles returns a copy of the catalogue's files to break or change.
func embeddedFiles(t testing.TB) fstest.MapFS {
	t.Helper()
	names, err := fs.Glob(files, "*.csv")
	if err != nil {
		t.Fatal(err)
	}
	copied := fstest.MapFS{}
	for _, name := range names {
		content, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		copied[name] = &fstest.MapFile{Data: content}
	}
	return copied
}

func TestVersionChangesWithContent(t *testing.T) {
	original := Version()
	if !regexp.MustCompile(`^[0-9a-f]{16}$`).MatchString(original) {
		t.Fatalf("version %q, expected 16 hex digits", original)
	}
	for name := range embeddedFiles(t) {
		changed := embeddedFiles(t)
		changed[name].Data = append(changed[name].Data, '\n')
		if v, err := version(changed); err != nil || v == original {
			t.Errorf("version after a change of %s: %q, %v", name, v, err)
		}
	}
	if v, err := version(embeddedFiles(t)); err != nil || v != original {
		t.Errorf("version of the same files: %q, %v, expected %q", v, err, original)
	}
	moved := embeddedFiles(t)
	moved["z.csv"] = moved["rules.csv"]
	delete(moved, "rules.csv")
	if v, err := version(moved); err != nil || v == original {
		t.Errorf("version after a renaming: %q, %v", v, err)
	}
}

func TestReadRefusesBrokenFiles(t *testing.T) {
	cases := []struct{ file, line, message string }{
		{"items.csv", "X,image,Name,pixel,1,yes,About",
			`items.csv:49: column unit: "pixel" is not one of call, image, second, frame, stream, countunit, byte`},
		{"items.csv", "X,image,Name,call,0,yes,About", `column per: "0" is not a whole number above zero`},
		{"items.csv", "X,image,Name,call,1,maybe,About", `column published: "maybe" is not one of yes, no`},
		{"items.csv", "X,image,Name,call,1,yes", "wrong number of fields"},
		{"prices.csv", "intl,USD,Nothing,,,1,1,call,,,assumed,here",
			`column item: "Nothing" is not an item of items.csv`},
		{"prices.csv", "intl,USD,ImageFace,,,1.2.3,1,call,,,assumed,here",
			`column price: "1.2.3" is not an amount of money, zero or more`},
		{"prices.csv", "intl,USD,ImageFace,,,-1,1,call,,,assumed,here", `column price: "-1" is not`},
		{"prices.csv", "intl,USD,ImageFace,,,1,1,call,2025-07-28 11:00,,assumed,here",
			`column effective_from: "2025-07-28 11:00" is not an instant such as 2025-07-28T11:00:00+08:00`},
		{"prices.csv", "intl,USD,ImageFace,,,1,1,call,2025-07-28T11:00:00+08:00,2025-07-28T11:00:00+08:00,assumed,here",
			`column effective_to: "2025-07-28T11:00:00+08:00" is not after effective_from`},
		{"prices.csv", "intl,USD,ImageFace,,,1,1,call,,,guessed,here", `column basis: "guessed" is not one of documented, assumed`},
		{"prices.csv", "intl,USD,ImageFace,,,1,1,call,,,assumed,", `column source: "" is not a name`},
		{"operations.csv", "web,Do,ImageFace,,assumed,here", `column channel: "web" is not one of api, oss`},
		{"operations.csv", "api,Do,ImageFace,shape=round,assumed,here",
			`column condition: "shape=round" is not a list of known facts joined by ;`},
		{"operators.csv", "Op,image,Nothing,imm,assumed,here", `"Nothing" is not an item of items.csv`},
		{"templates.csv", "Official:New,FaceDetection,audio,assumed,here",
			`column operator: "FaceDetection" is not an operator that operators.csv has for audio files`},
		{"media_types.csv", "xyz,hologram", `column media: "hologram" is not one of`},
		{"item_aliases.csv", "Other,Nothing,assumed,here", `"Nothing" is not an item of items.csv`},
		{"units.csv", "Zeilen,row,1,assumed,here", `column unit: "row" is not one of`},
		{"regions.csv", "xx-1, Nowhere", `column name: " Nowhere" is not a name`},
		{"error_codes.csv", "Fine,200,here", `column status: "200" is not an HTTP status of a failure, 400 to 599`},
		{"rules.csv", "r,S,assumed,perhaps,,here", `column default: "perhaps" is not one of on, off`},
		{"rules.csv", "r,S,assumed,on,2023,here", `column since: "2023" is not an instant`},
	}
	for _, c := range cases {
		broken := embeddedFiles(t)
		broken[c.file].Data = append(broken[c.file].Data, c.line+"\n"...)
		_, err := read(broken)
		if err == nil || !strings.Contains(err.Error(), c.file+":") || !strings.Contains(err.Error(), c.message) {
			t.Errorf("%s with %q: error %v, expected %q", c.file, c.line, err, c.message)
		}
	}
}

func TestReadRefusesAnotherHeader(t *testing.T) {
	for name := range embeddedFiles(t) {
		broken := embeddedFiles(t)
		broken[name].Data = append([]byte("extra,"), broken[name].Data...)
		if _, err := read(broken); err == nil || !strings.Contains(err.Error(), name+":1: the header is") {
			t.Errorf("%s with a column too many: %v", name, err)
		}
		delete(broken, name)
		if _, err := read(broken); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: %v", name, err)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add("code,name\ncn-hangzhou,China (Hangzhou)\n")
	f.Add("code,name\n\"cn-hangzhou\",\"a\nb\"\n")
	f.Add("code\n")
	f.Add("\"")
	f.Fuzz(func(t *testing.T, content string) {
		one := fstest.MapFS{"regions.csv": {Data: []byte(content)}}
		var c Catalogue
		err := c.readRegions(one)
		if err != nil && c.Regions != nil {
			t.Errorf("rows besides an error: %v, %v", c.Regions, err)
		}
		for _, r := range c.Regions {
			if r.Code == "" || r.Name == "" {
				t.Errorf("a region without code or name: %+v", r)
			}
		}
	})
}

func FuzzCondition(f *testing.F) {
	for _, seed := range []string{"", "geo", "readonly=true;cached=false", "output=video;codec=h264;tier=LD", "geo=1", "tier", ";", "geo;geo"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := &record{columns: []string{"condition"}, cells: []string{text}}
		if condition(r); r.fault != nil || text == "" {
			return
		}
		for fact := range strings.SplitSeq(text, ";") {
			name, value, _ := strings.Cut(fact, "=")
			values, known := vocabulary[name]
			if !known || values == nil && fact != name || values != nil && !slices.Contains(values, value) {
				t.Errorf("condition %q passed with %q", text, fact)
			}
		}
	})
}
