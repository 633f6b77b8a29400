package dispute

import "immrecon/export/words"

// phrases are what a packet says of records, in one language: templates of fmt.
type phrases struct {
	*words.Words
	Page                *pagePhrases
	Output              string // of a transcoding: instant, request, codec, size, seconds
	Part                string // of a task: its request and the part
	Exceeds, Within     string // a tier with its limits
	Exceeded, Held      string // of such limits, in a table
	NoSize              string // the tier that the record states
	Copied              string
	Belongs             string // item, seconds and their price
	Record              string // of Weboffice: instant, operation, request
	Editing, Preview    string // by the parameters
	CachedPreview       string
	ReadonlyUnknown     string
	From, FromThrough   string // the Generate call of a token, and how many refreshes lie between
	FromNowhere         string
	CountsCall          string // the item, and when the project was created
	CountsOpening       string
	CountsNot           string // how it ended
	PaysOpenings        string // when the project was created
	PaysCalls           string
	CreationUnknown     string
	Line                string // of a bill: place, multiplication, printed amount and what lies between
	Total               string // place, source, records, channel, subject, from, to
	All, More, Sep, And string
}

// languages are those that a packet can be in.
var languages = []*phrases{&english, &chinese}

// phrases are those of the packet's language.
func (p *Packet) phrases() *phrases {
	for _, w := range languages {
		if w.Words == p.Words {
			return w
		}
	}
	return &english
}

// project names a project; what belongs to none is the account's.
func (w *phrases) project(name string) string {
	if name == "" {
		return w.Advice.Account
	}
	return name
}

var english = phrases{
	Words: words.English, Page: &englishPage,
	Output:  "%s, request %s: %s, %s, %s seconds",
	Part:    "%s, part %s",
	Exceeds: "exceeds %s (%d × %d)", Within: "is within %s (%d × %d)", Exceeded: "exceeded", Held: "within",
	NoSize:  "recorded as %s",
	Copied:  "the video stream is copied",
	Belongs: "so it is %s: %s",
	Record:  "%s, %s, request %s",
	Editing: "Permission.Readonly is false: editing", Preview: "Permission.Readonly is true: preview",
	CachedPreview: "Permission.Readonly and CachePreview are true: cached preview", ReadonlyUnknown: "the record states no permission",
	From: "its token comes from GenerateWebofficeToken %s", FromThrough: "its token comes from GenerateWebofficeToken %s (refreshes between: %d)",
	FromNowhere: "the call that made its token is not in the evidence",
	CountsCall:  "it counts under %s: a successful call, and the project pays by the call (created %s)", CountsOpening: "it counts under %s: an opening, and the project pays by the opening (created %s)",
	CountsNot: "it does not count: %s", PaysOpenings: "the project pays by the opening (created %s)", PaysCalls: "the project pays by the call (created %s)",
	CreationUnknown: "on a day that is not known",
	Line:            "%s: %s; the line says %s %s, a difference of %s",
	Total:           "%[1]s: %[4]s, %[5]s, %[6]s to %[7]s: %[3]s recorded, as counted by: %[2]s",
	All:             "all", More: "%d more in %s.", Sep: "; ", And: ", ",
}

var chinese = phrases{
	Words: words.Chinese, Page: &chinesePage,
	Output:  "%s，请求 %s：%s，%s，%s 秒",
	Part:    "%s，第 %s 部分",
	Exceeds: "超出 %s（%d × %d）", Within: "在 %s（%d × %d）以内", Exceeded: "超出", Held: "以内",
	NoSize:  "记录为 %s",
	Copied:  "视频流为复制",
	Belongs: "应为 %s：%s",
	Record:  "%s，%s，请求 %s",
	Editing: "Permission.Readonly 为 false：编辑", Preview: "Permission.Readonly 为 true：预览",
	CachedPreview: "Permission.Readonly 与 CachePreview 均为 true：缓存预览", ReadonlyUnknown: "记录未说明权限",
	From: "其凭证来自 GenerateWebofficeToken %s", FromThrough: "其凭证来自 GenerateWebofficeToken %s，其间刷新 %d 次",
	FromNowhere: "签发其凭证的调用不在证据中",
	CountsCall:  "计入 %s：调用成功，且项目按调用计费（创建于 %s）", CountsOpening: "计入 %s：一次打开，且项目按打开次数计费（创建于 %s）",
	CountsNot: "不计费：%s", PaysOpenings: "项目按打开次数计费（创建于 %s）", PaysCalls: "项目按调用计费（创建于 %s）",
	CreationUnknown: "未知日期",
	Line:            "%s：%s；账单金额为 %s %s，相差 %s",
	Total:           "%[1]s：%[3]s 条记录，%[4]s，%[5]s，%[6]s 至 %[7]s，计数方：%[2]s",
	All:             "全部", More: "另有 %d 条，见 %s。", Sep: "；", And: "，",
}
