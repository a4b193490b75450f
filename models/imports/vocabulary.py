"""What headings mean, in Chinese and English: for every field the words it goes by, the plainest first."""

import re

from models.base import folded

# Traditional characters that headings and outcomes use, as their simplified ones.
SIMPLE = str.maketrans(
    "戶稱機額負責階產預計編號聯絡電話員業類別網註說狀態結關閉輸贏單無來創間開級購買競爭對團隊幣價總標題銷售經務隸屬專項簽訂營備壓議進跟敗廢棄絕處擊",
    "户称机额负责阶产预计编号联络电话员业类别网注说状态结关闭输赢单无来创间开级购买竞争对团队币价总标题销售经务隶属专项签订营备压议进跟败废弃绝处击",
)

OWNER = "owner salesagent salesperson salesrep salesrepresentative rep seller agent assignedto assignee responsible accountmanager 负责人 销售 销售员 销售人员 业务员 业务 所有人 所有者 归属人 跟进人 业务负责人"
CURRENCY = "currency currencycode currencyisocode currencyofvalue amountcurrency 币种 货币 币别 货币单位"
DESCRIPTION = "description note notes remark remarks comment comments 备注 描述 说明 商机描述 备注信息"
EMAIL = "email emailaddress mail mailaddress 邮箱 电子邮箱 电子邮件 邮件 邮箱地址"

OPPORTUNITIES = {
    "key": "opportunityid dealid recordid id key opportunitynumber number 商机编号 商机id 编号",
    "name": "opportunityname dealname opportunitytitle opportunity deal title name subject topic 商机名称 商机 商机标题 项目名称 名称 标题 主题",
    "customer": "customer customername account accountname organization organisation organizationname company companyname associatedcompany client clientname 客户 客户名称 客户公司 公司 公司名称 企业名称 单位名称",
    "contact": "contact contactperson contactname primarycontact associatedcontact 联系人 联系人姓名 首要联系人 联络人",
    "product": "product productname productcode item 产品 产品名称 商品 商品名称 关联产品",
    "owner": OWNER,
    "team": "team salesteam teamname 团队 销售团队 所属团队",
    "pipeline": "pipeline pipelinename 销售流程 商机状态组 流程 商机组",
    "stage": "stage dealstage salesstage opportunitystage stagename 阶段 商机阶段 销售阶段 当前阶段 阶段名称",
    "outcome": "outcome status result dealstatus 结果 状态 商机状态 成交状态 结单状态",
    "is_closed": "isclosed isdealclosed closed 是否关闭 是否结束",
    "is_won": "iswon isclosedwon won 是否赢单 是否成交",
    "amount": "amount value closevalue dealvalue totalamount productrevenue revenue expectedrevenue price 金额 商机金额 预计金额 成交金额 总金额 预计销售金额 预期收益 合同金额",
    "currency": CURRENCY,
    "probability": "probability winprobability closeprobability 概率 赢单概率 赢率 可能性 成交概率 赢单率",
    "expected_close_on": "expectedclosedate estimatedclosedate expectedclose expectedclosingdate forecastclosedate 预计成交日期 预计成交时间 预计结单日期 预计签单日期 预计关闭日期 预计签约日期",
    "closed_on": "closedate closingdate closeddate closedon dateclosed actualclosedate wontime losttime wondate lostdate closedtime 成交日期 成交时间 关闭日期 结单日期 结束日期 赢单日期 输单日期 赢单时间 输单时间",
    "opened_on": "createdate createddate datecreated created createdat createdtime addtime engagedate opened openedon opendate startdate 创建日期 创建时间 建立日期 建立时间 开始日期 录入时间",
    "source": "source leadsource originalsource 来源 线索来源 客户来源",
    "reason": "lostreason lossreason closedlostreason closedwonreason closereason reason 输单原因 丢单原因 关闭原因 失败原因",
    "competitor": "competitor competitorname maincompetitor 竞争对手 竞品 主要竞争对手",
    "grade": "grade 等级 商机等级 商机级别",
    "intent": "intent purchaseintent 购买意向 意向 意向度",
    "requirement": "requirement requirements need needs 客户需求 需求",
    "description": DESCRIPTION,
}
CUSTOMERS = {
    "name": "customer customername account accountname company companyname organization organisation name fullname 客户 客户名称 公司 公司名称 企业名称 单位名称 名称",
    "phone": "phone phonenumber telephone tel mobile mobilephone 手机 手机号 手机号码 电话 电话号码 联系电话 公司电话 总机电话 固定电话",
    "email": EMAIL,
    "website": "website web url homepage domain webaddress 网址 网站 官网 主页",
    "industry": "industry sector 行业 所属行业 产业 产业类别 行业类别",
    "address": "address officelocation location billingaddress 地址 住址 详细地址 公司地址 联系地址",
    "employees": "employees numberofemployees employeecount headcount 员工数 员工人数 人数 公司人数",
    "parent": "parent parentaccount parentcompany subsidiaryof 上级客户 母公司 上级公司 隶属公司",
    "owner": OWNER,
    "description": DESCRIPTION,
}
CONTACTS = {
    "name": "contact contactname name fullname displayname person contactperson 联系人 联系人姓名 姓名 名字 全名 名称 联络人",
    "first_name": "firstname givenname forename 名",
    "last_name": "lastname surname familyname 姓 姓氏",
    "customer": "customer customername account accountname company companyname organization organisation organizationname employer associatedcompany client 客户 客户名称 公司 公司名称 企业名称 单位 单位名称 所属客户 所属公司",
    "title": "title jobtitle position role jobrole 职务 职位 头衔 角色 岗位",
    "phone": "mobile mobilephone mobilenumber cellphone phone phonenumber telephone tel businessphone workphone directphone 手机 手机号 手机号码 电话 电话号码 联系电话 办公电话 固定电话",
    "email": f"{EMAIL} emailaddress1 email1 workemail",
    "wechat": "wechat wechatid weixin 微信 微信号",
    "description": DESCRIPTION,
}
PRODUCTS = {
    "name": "product productname name item itemname 产品 产品名称 商品 商品名称 名称 品名",
    "series": "series productseries family productfamily category 系列 产品系列 分类 产品分类 类别 产品类别",
    "price": "price salesprice listprice unitprice standardprice retailprice 价格 单价 标准价格 售价 标准单价",
    "currency": CURRENCY,
}
USERS = {
    "name": f"name fullname employee employeename username user {OWNER} 姓名 员工 员工姓名 用户 用户名 名称",
    "email": EMAIL,
    "role": "role 角色",
    "team": "team teamname salesteam manager salesmanager department 团队 部门 销售团队 经理 销售经理 主管 上级",
    "office": "office regionaloffice region branch 办公室 区域 大区 地区 办事处 分公司",
}
PREFIXES = {
    "opportunities": ("opportunity", "deal", "商机"),
    "customers": ("customer", "account", "company", "organization", "客户", "公司"),
    "contacts": ("contact", "person", "联系人"),
    "products": ("product", "产品", "商品"),
    "users": ("user", "employee", "用户", "员工"),
}
KINDS = {
    "users": USERS,
    "customers": CUSTOMERS,
    "contacts": CONTACTS,
    "products": PRODUCTS,
    "opportunities": OPPORTUNITIES,
}

# In a column of these words there are no names, whatever its heading says ("Client: Current").
NO_NAMES = {
    *("yes", "no", "y", "n", "true", "false", "unknown", "none", "0", "1", "是", "否", "有", "无", "未知"),
    *("new", "current", "existing", "past", "former", "potential", "新", "老", "新客户", "老客户", "潜在"),
}


def squashed(text):
    """A heading or a state without what spelling adds: width, case, spaces, punctuation, traditional characters."""
    return re.sub(r"[\W_]+", "", folded(text)).translate(SIMPLE)


def meanings(kind):
    """{word: (field, rank)} of one kind of file; the lower the rank, the plainer the word."""
    return {
        word: (field, rank)
        for field, words in KINDS[kind].items()
        for rank, word in reversed([*enumerate(words.split())])
    }
