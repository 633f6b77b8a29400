package words

import "immrecon/store/model"

// chineseSteps says the arithmetic of a finding, step by step.
var chineseSteps = map[model.SayingCode]string{
	model.SaysBilledLine:      "账单，{1}:{2}：{3}；该行金额为 {4}",
	model.SaysBilledNoPrice:   "账单，{1}:{2}：{3}，金额 {4}；该行没有官网目录价",
	model.SaysBilledInAll:     "账单合计：{1}，{2}",
	model.SaysOwnContradicted: "该行自相矛盾，{1}:{2}：所印金额为 {3} {4}，而其自身的用量 × 官网目录价为 {5}，{6}；无需该行以外的任何规则（有文档：账单）",
	model.SaysNothingBillable: "应计：没有应计费的用量",
	model.SaysExpectedPart:    "应计，{1}：{2}（{3:basis}：{4:source}）",
	model.SaysExpectedNoPrice: "应计，没有 {1} 价格：{2}",
	model.SaysExpectedInAll:   "应计合计：{1}，{2}",
	model.SaysExpectedByRun:   "应计：核对得出 {1}，{2}",
	model.SaysExpectedDefect:  "应计：核对得出 {1}，{2}；随核对保存的用量与此不符，这是 immrecon 的缺陷，请报告",
	model.SaysDifference:      "差异：{1} − {2} = {3}；{4} − {5} = {6}",
	model.SaysOfThis:          "其中 {1}、{2} 属于本项发现",

	model.SaysQuantity:   "{1} {2:unit}",
	model.SaysProduct:    "{1} × {2} {3} = {4} {3}",
	model.SaysProductPer: "{1} × {2} {3} / {4} = {5} {3}",
}
