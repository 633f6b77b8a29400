package words

import "immrecon/store/model"

var chineseTables = Tables{
	Figures:  []string{"", "发现数", "%s"},
	Dues:     []string{"发现数", "目录价金额", "折合应付"},
	Payable:  []string{"", "行数", "%s"},
	Findings: []string{"发现", "周期（%s）", "项目", "计费项", "结论", "原因", "账单数量", "应计数量", "单位", "差异"},
	Bills:    []string{"账单", "账单金额", "行数", "账号", "是否出账", "核对总额", "账单结论"},
	Evidence: []string{"证据", "对象", "至今小时数", "已证明", "声明完整", "推定完整", "见另一渠道", "可能缺少", "缺少的主要原因"},
	Forecast: []string{"项目", "地域", "计费项", "档位", "单位", "至今用量", "%s", "全月用量", "%s", "天数", "所依据的日期"},
	Months:   []string{"月份", "状态", "账单（%s）", "最近一次核对", "结论", "账单金额", "应计金额", "差异", ""},
	Labels:   []string{"核对单元", "发现数", "账单金额", "应计金额", "多收", "少收", "无法核实", ""},
}

var chineseLabelKeys = map[model.LabelKey]string{
	model.LabelAccount:       "账号",
	model.LabelProject:       "项目",
	model.LabelItem:          "计费项",
	model.LabelCostUnit:      "财务单元",
	model.LabelResourceGroup: "资源组",
	model.LabelTag:           "标签",
}
