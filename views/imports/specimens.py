"""The rows of the files to begin with: {(kind, language): rows, the headings first}."""

ROWS = {
    ("opportunities", "en"): [
        ["Opportunity name", "Customer", "Contact", "Stage", "Outcome", "Amount", "Currency", "Expected close date", "Create date", "Close date", "Owner", "Source", "Lost reason"],
        ["Cold store doors", "Harbour Foods", "Lena Fox", "Proposal", "open", "42000", "USD", "2027-03-15", "2026-10-02", "", "", "Referral", ""],
        ["Packing line", "Crane Works", "Tom Hale", "", "won", "128000", "USD", "", "2026-05-11", "2026-08-20", "", "Exhibition", ""],
        ["Spare parts 2026", "Dune Trading", "", "", "lost", "9500", "USD", "", "2026-06-01", "2026-07-09", "", "", "Price too high"],
    ],
    ("opportunities", "zh-Hans"): [
        ["商机名称", "客户", "联系人", "阶段", "结果", "金额", "币种", "预计成交日期", "创建日期", "成交日期", "负责人", "来源", "输单原因"],
        ["冷库门改造", "港湾食品有限公司", "周倩", "方案报价", "进行中", "280000", "CNY", "2027-03-15", "2026-10-02", "", "", "转介绍", ""],
        ["包装生产线", "鹤鸣机械厂", "何涛", "", "赢单", "860000", "CNY", "", "2026-05-11", "2026-08-20", "", "展会", ""],
        ["2026 年备件", "沙丘贸易公司", "", "", "输单", "65000", "CNY", "", "2026-06-01", "2026-07-09", "", "", "价格过高"],
    ],
    ("customers", "en"): [
        ["Customer", "Phone", "Email", "Website", "Industry", "Address", "Employees", "Owner", "Description"],
        ["Harbour Foods", "+44 20 7946 0000", "office@harbour.example", "https://harbour.example", "Food", "1 Quay Street", "120", "", "Visits on Fridays only"],
        ["Crane Works", "+44 20 7946 0001", "info@crane.example", "", "Machinery", "", "45", "", ""],
    ],
    ("customers", "zh-Hans"): [
        ["客户名称", "电话", "邮箱", "网址", "行业", "地址", "员工人数", "负责人", "备注"],
        ["港湾食品有限公司", "021-55550000", "office@harbour.example", "https://harbour.example", "食品", "上海市浦东新区", "120", "", "周五方便拜访"],
        ["鹤鸣机械厂", "025-55550001", "info@crane.example", "", "机械", "", "45", "", ""],
    ],
    ("contacts", "en"): [
        ["Contact", "Customer", "Job title", "Mobile", "Email", "WeChat", "Description"],
        ["Lena Fox", "Harbour Foods", "Head of purchasing", "+44 7700 900000", "lena@harbour.example", "", ""],
        ["Tom Hale", "Crane Works", "Plant manager", "+44 7700 900001", "tom@crane.example", "", "Prefers calls"],
    ],
    ("contacts", "zh-Hans"): [
        ["联系人", "客户", "职务", "手机", "邮箱", "微信", "备注"],
        ["周倩", "港湾食品有限公司", "采购经理", "13800000000", "zhouqian@harbour.example", "zhouqian", ""],
        ["何涛", "鹤鸣机械厂", "厂长", "13900000000", "hetao@crane.example", "", "喜欢电话沟通"],
    ],
    ("products", "en"): [
        ["Product", "Series", "Price", "Currency"],
        ["Door XL", "Doors", "3200", "USD"],
        ["Sealing kit", "Spare parts", "45.50", "USD"],
    ],
    ("products", "zh-Hans"): [
        ["产品名称", "系列", "价格", "币种"],
        ["冷库门 XL", "冷库门", "21000", "CNY"],
        ["密封套件", "备件", "320.50", "CNY"],
    ],
    ("users", "en"): [
        ["Name", "Email", "Role", "Team", "Office"],
        ["Rosa Lind", "rosa@example.com", "salesperson", "North", "London"],
        ["Max Boyd", "max@example.com", "team lead", "North", "London"],
    ],
    ("users", "zh-Hans"): [
        ["姓名", "邮箱", "角色", "团队", "办公室"],
        ["林若", "linruo@example.com", "销售", "华东", "上海"],
        ["薄明", "boming@example.com", "团队主管", "华东", "上海"],
    ],
}  # fmt: skip
