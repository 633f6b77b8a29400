package words

// Reason says why records could not be placed.
type Reason struct {
	What  string // could not be told
	Tells string // what would tell it
}

var englishReasons = map[string]Reason{
	"unbound_bucket":    {"No binding says whose the bucket is", "a row of bindings for the bucket"},
	"unbound_dataset":   {"No binding says into which dataset objects are indexed", "a row of bindings with the dataset"},
	"scanned_bucket":    {"A bucket was indexed, and nothing says how many objects it had", "nothing that can be imported"},
	"no_project":        {"A call names no project", "the call log"},
	"unknown_style":     {"No table says what a style stands for", "a row of styles"},
	"opaque_job":        {"What was asked for stands in the body of a request", "the call log, complete for such jobs"},
	"job_facts":         {"A job is seen, and not what it made", "the call log, complete for such jobs"},
	"unfinished_task":   {"A task is seen when it began, and not how it ended", "the call log, complete for the operation"},
	"unknown_operation": {"No item is known for the operation", "the provider"},
	"missing_fact":      {"A fact is missing that item, tier or quantity hang on", "that column of the call log"},
	"no_item":           {"The price list has no item for what was made", "the provider"},
	"unknown_outcome":   {"The record does not say how the call ended", "the provider"},
	"unknown_creation":  {"Nobody says when the project was created, by which Weboffice is charged", "created_at in projects"},
	"may_be_opening":    {"A document asked for through OSS may be an opening", "the provider"},
	"unknown_indexing":  {"An object was indexed, and nothing says by what", "rows of datasets, or an extension that says what the object is"},
	"unknown_region":    {"A call names a project whose name lives in several regions", "region in the call log, or the trail"},
	"may_be_logged":     {"An event of the trail may be a call that the call log has", "the request ids, or the task ids, in the call log"},
	"unknown_playlist":  {"Nothing says what segments of a playlist were transcoded by", "the trail from the day of the playlist on, or the facts in the call log"},
}

var chineseReasons = map[string]Reason{
	"unbound_bucket":    {"没有绑定说明存储空间属于哪个项目", "绑定表中该存储空间的一行"},
	"unbound_dataset":   {"没有绑定说明对象被索引到哪个数据集", "绑定表中含数据集的一行"},
	"scanned_bucket":    {"存储空间被索引，但不知其中原有多少对象", "没有可导入的证据"},
	"no_project":        {"调用没有写明项目", "自有调用日志"},
	"unknown_style":     {"没有表说明样式代表什么", "样式表中的一行"},
	"opaque_job":        {"所请求的内容在请求体中", "对此类任务完整的自有调用日志"},
	"job_facts":         {"看到了任务，但不知其产出", "对此类任务完整的自有调用日志"},
	"unfinished_task":   {"只看到任务提交，不知如何结束", "对该操作完整的自有调用日志"},
	"unknown_operation": {"不知该操作属于哪个计费项", "服务商"},
	"missing_fact":      {"缺少决定计费项、档位或数量的事实", "自有调用日志中的相应列"},
	"no_item":           {"价目表中没有与产出相应的计费项", "服务商"},
	"unknown_outcome":   {"记录没有说明调用如何结束", "服务商"},
	"unknown_creation":  {"不知项目何时创建，而 Weboffice 据此计费", "项目表中的 created_at"},
	"may_be_opening":    {"通过 OSS 请求的文档可能是一次打开", "服务商"},
	"unknown_indexing":  {"对象被索引，但不知由什么算子处理", "数据集表中的行，或能说明对象类型的扩展名"},
	"unknown_region":    {"调用所写的项目名在几个地域都有", "自有调用日志中的 region，或操作审计事件"},
	"may_be_logged":     {"操作审计中的事件可能就是自有调用日志中的一次调用", "自有调用日志中的请求 ID 或任务 ID"},
	"unknown_playlist":  {"不知播放列表的分片按什么参数转码", "自播放列表当日起的操作审计事件，或自有调用日志中的事实"},
}
