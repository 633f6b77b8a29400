package bill

import (
	"slices"
	"strings"
	"testing"
)

// TestEveryHeader holds each form to the headers that the provider's pages and
// public readers of real files show of it: the form that is detected, and the
// names of the columns that matter. What stands beside them is kept in the row.
func TestEveryHeader(t *testing.T) {
	for _, test := range []struct {
		name, header, form string
		placed             []string
	}{
		{
			"line items in Chinese",
			"标识信息/账单明细ID,标识信息/订单号,身份信息/资源购买账号ID,身份信息/资源购买账号,账单信息/服务主体,账单信息/账单月份,账单信息/账单日期,账单信息/费用类型,账单信息/交易类型,账单信息/消费时间,账单信息/服务开始时间,账单信息/服务结束时间,产品信息/产品Code,产品信息/产品名称,产品信息/商品Code,产品信息/商品名称,产品信息/计费项Code,产品信息/计费项名称,产品信息/选型配置,产品信息/规格,资源信息/实例ID（出账粒度）,资源信息/资源ID,资源信息/资源名称,资源信息/地域Code,资源信息/地域,用量信息/抵扣前用量,用量信息/抵扣用量,用量信息/用量,用量信息/用量单位,用量信息/用量详情,定价信息/官网目录价,定价信息/价格单位,定价信息/目录价用量阶梯,定价信息/用量阶梯累计规则,定价信息/目录价转换信息,定价信息/目录价因子,定价信息/定价币种,费用信息/目录总价,费用信息/计费公式,费用信息/计费辅助信息,费用信息/计费过程,费用信息/计费规则说明,订阅抵扣信息/订阅抵扣目录总价,优惠信息/优惠金额,优惠信息/优惠详情,优惠信息/优惠后金额,优惠券抵扣信息/优惠券抵扣金额,应付信息/应付金额（含税）",
			"v2-zh",
			[]string{"标识信息/账单明细ID", "身份信息/资源购买账号ID", "账单信息/账单月份", "账单信息/账单日期", "账单信息/费用类型", "账单信息/服务开始时间", "账单信息/服务结束时间", "产品信息/产品Code", "产品信息/产品名称", "产品信息/商品Code", "产品信息/计费项Code", "产品信息/计费项名称", "资源信息/实例ID（出账粒度）", "资源信息/地域Code", "资源信息/地域", "用量信息/抵扣前用量", "用量信息/抵扣用量", "账单信息/交易类型", "用量信息/用量", "用量信息/用量单位", "定价信息/官网目录价", "定价信息/价格单位", "定价信息/目录价用量阶梯", "定价信息/定价币种", "费用信息/目录总价", "订阅抵扣信息/订阅抵扣目录总价", "优惠信息/优惠金额", "优惠券抵扣信息/优惠券抵扣金额", "应付信息/应付金额（含税）"},
		},
		{
			"line items in English",
			"LineItemDetails/OrderId,IdentityDetails/ResourcePurchaseAccountId,IdentityDetails/ResourcePurchaseAccount,IdentityDetails/ResourceOwnerAccountId,IdentityDetails/ResourceOwnerAccountName,BillingDetails/ServiceEntity,BillingDetails/BillingMonth,BillingDetails/BillingDate,BillingDetails/LineItemType,ProductDetails/ProductCode,ProductDetails/ProductName,ProductDetails/CommodityCode,ProductDetails/BillingItemCode,ResourceDetails/InstanceId,ResourceDetails/ResourceId,ResourceDetails/RegionCode,ResourceDetails/Zone,ResourceDetails/ResourceTag,UsageDetails/Usage,UsageDetails/UsageUnit,FeeDetails/GrossAmount,DiscountDetails/DiscountAmount,PayableDetails/TaxExclusivePayableAmount,PricingDetails/Currency",
			"v2-en",
			[]string{"IdentityDetails/ResourcePurchaseAccountId", "IdentityDetails/ResourceOwnerAccountId", "BillingDetails/BillingMonth", "BillingDetails/BillingDate", "BillingDetails/LineItemType", "ProductDetails/ProductCode", "ProductDetails/ProductName", "ProductDetails/CommodityCode", "ProductDetails/BillingItemCode", "ResourceDetails/InstanceId", "ResourceDetails/RegionCode", "ResourceDetails/ResourceTag", "UsageDetails/Usage", "UsageDetails/UsageUnit", "FeeDetails/GrossAmount", "DiscountDetails/DiscountAmount", "PayableDetails/TaxExclusivePayableAmount", "PricingDetails/Currency"},
		},
		{
			"the renamed titles of the console",
			"Primary Key,Bill Type,Billing Month,Resource Purchase Account ID,Resource Owner Account,Product Code,Product Name,Billable Item,Instance ID,Public IP Address,Private IP Address,Region,List Price,List Price Type,Usage,Usage Unit,Catalogue Gross Amount,Discount Subject,Catalogue Gross Amount Deducted by Savings Plan,Savings Plan Deduction from List Price,Savings Plan Instance ID,Amount After Price Reduction,Deducted by Coupon,Deducted Amount by Coupons,Deducted Amount by Resource Plan,Currency",
			"v2-en",
			[]string{"Primary Key", "Bill Type", "Billing Month", "Resource Purchase Account ID", "Product Code", "Product Name", "Billable Item", "Instance ID", "Region", "List Price", "Usage", "Usage Unit", "Catalogue Gross Amount", "Catalogue Gross Amount Deducted by Savings Plan", "Deducted Amount by Coupons", "Deducted Amount by Resource Plan", "Currency"},
		},
		{
			"legacy, 41 columns",
			"账期,财务单元,账号ID,账号,Owner账号,产品Code,产品,产品明细Code,产品明细,消费类型,消费时间,账单开始时间,账单结束时间,服务时长,订单号/账单号,账单类型,计费方式,实例ID,实例昵称,资源组,实例标签,实例配置,实例规格,公网IP,私网IP,地域,可用区,计费项,单价,单价单位,用量,用量单位,资源包抵扣,原价,优惠金额,优惠券抵扣,应付金额,现金支付,代金券抵扣,储值卡支付金额,欠费金额",
			"legacy-zh",
			[]string{"账期", "账号ID", "Owner账号", "产品Code", "产品", "产品明细Code", "消费类型", "账单开始时间", "账单结束时间", "账单类型", "实例ID", "实例配置", "地域", "计费项", "单价", "单价单位", "用量", "用量单位", "原价", "优惠金额", "优惠券抵扣", "应付金额", "财务单元", "资源组", "实例标签", "资源包抵扣"},
		},
		{
			"legacy, the known of 76 columns",
			"账期,产品Code,产品,实例ID,实例昵称,地域,计费项,官网价,优惠金额,优惠后金额,应付金额,优惠名称,单品优惠,组合优惠,合同编号, 优惠类型,优惠内容",
			"legacy-zh",
			[]string{"账期", "产品Code", "产品", "实例ID", "地域", "计费项", "官网价", "优惠金额", "应付金额"},
		},
		{
			"legacy, English keys",
			"BillingCycle,CostUnit,AccountID,AccountName,OwnerID,OwnerAccountName,SubscriptionType,ProductCode,ProductName,ProductType,ProductDetail,PaymentTime,UsageStartTime,UsageEndTime,ServicePeriod,RecordID,RelatedRecordID,Item,BillingType,InstanceID,NickName,ResourceGroup,Tag,InstanceConfig,InstanceSpec,InternetIP,IntranetIP,Region,PretaxGrossAmount,PretaxAmount",
			"legacy-en",
			[]string{"BillingCycle", "AccountID", "OwnerID", "SubscriptionType", "ProductCode", "ProductName", "UsageStartTime", "UsageEndTime", "Item", "InstanceID", "InstanceConfig", "Region", "PretaxGrossAmount", "PretaxAmount", "CostUnit", "ResourceGroup", "Tag"},
		},
		{
			"legacy, titles of the console",
			"Billing Cycle,Account ID,Owner ID,Product Code,Product Name,Item,Instance ID,Region,Pretax Gross Amount,Invoice Discount,Spn Discount Amount,Deducted By Coupons,Pretax Amount,Currency",
			"legacy-en",
			[]string{"Billing Cycle", "Account ID", "Owner ID", "Product Code", "Product Name", "Item", "Instance ID", "Region", "Pretax Gross Amount", "Invoice Discount", "Spn Discount Amount", "Deducted By Coupons", "Pretax Amount", "Currency"},
		},
		{
			"partner",
			"Billing Cycle,Consume Time,User ID,User Name,User Account,Linked User ID,Linked User Name,Linked User Account,Bill Source,Order Type,Charge Type,Billing Type,Product Code,Product Name,Instance ID,Instance Name,Instance Configuration,Instance Tag,Region,Original Cost,SPN Deducted Price,SPN ID,Discount,Discount(%),Coupon Deduct,Pretax Cost(Before Round Down Discount),Currency",
			"partner",
			[]string{"Billing Cycle", "User ID", "Linked User ID", "Order Type", "Charge Type", "Product Code", "Product Name", "Instance ID", "Instance Configuration", "Instance Tag", "Region", "Original Cost", "SPN Deducted Price", "Discount", "Coupon Deduct", "Pretax Cost(Before Round Down Discount)", "Currency"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			header := strings.Split(test.header, ",")
			table, err := newHeaderRow(header)
			if err != nil {
				t.Fatal(err)
			}
			if table.form.name != test.form {
				t.Errorf("detected as %s, want %s", table.form.name, test.form)
			}
			var placed []string
			for _, p := range table.positions {
				placed = append(placed, header[p.index])
			}
			slices.Sort(placed)
			slices.Sort(test.placed)
			if !slices.Equal(placed, test.placed) {
				t.Errorf("placed %q\nwant %q", placed, test.placed)
			}
		})
	}
}
