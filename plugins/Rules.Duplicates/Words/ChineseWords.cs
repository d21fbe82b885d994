using System.Collections.Frozen;

namespace Crm.Sdk.Rules.Duplicates;

/// <summary>The parts that Chinese names of companies are built of: place (行政区划), trade name (字号), line of business (行业), legal form (组织形式).</summary>
internal static class ChineseWords
{
    private static readonly string[] Places = (
        "中国 北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 "
        + "广州 深圳 杭州 南京 苏州 成都 武汉 西安 郑州 长沙 青岛 大连 宁波 厦门 济南 沈阳 哈尔滨 长春 福州 合肥 昆明 南昌 贵阳 太原 石家庄 南宁 海口 兰州 银川 西宁 乌鲁木齐 拉萨 呼和浩特 "
        + "东莞 佛山 无锡 常州 温州 泉州 烟台 珠海 中山 惠州 绍兴 嘉兴 金华 台州 南通 徐州 扬州 洛阳 唐山").Split(' ');

    private static readonly string[] Lines = (
        "信息技术 信息科技 网络科技 电子商务 房地产 进出口 火锅店 科技 技术 信息 网络 软件 电子 贸易 商贸 实业 餐饮 管理 咨询 服务 发展 投资 文化 传媒 传播 医药 食品 建筑 工程 物流 运输 酒店 宾馆 餐厅 饭店 饭馆 酒楼 "
        + "茶楼 火锅 超市 商店 商行 商场 百货 集团 控股 国际 教育 培训 机械 设备 制造 化工 置业 汽车 服装 家具 印刷 广告 设计 装饰 电器 能源 环保 农业 旅游 健康 生物 材料 五金 建材 塑料 包装 纺织 银行 保险 医院 诊所 "
        + "药店 书店 花店 美容 工厂 厂 行 店").Split(' ');

    private static readonly string[] Branches = ["分公司", "分店", "分行", "支行", "门店", "办事处", "分厂"];

    private static readonly string[] Titles = ["先生", "女士", "小姐", "太太", "老师", "经理"];

    private static readonly FrozenSet<char> PlaceEndings = "省市区县".ToFrozenSet();

    /// <summary>Takes the place from the beginning of a name.</summary>
    public static (string Place, string Remainder) TakePlace(string name)
    {
        string taken = string.Empty;
        while (Array.Find(Places, place => name.Length > place.Length + 1 && name.StartsWith(place, StringComparison.Ordinal)) is { } found)
        {
            taken += found;
            name = name[found.Length..];
            if (name.Length > 2 && PlaceEndings.Contains(name[0]))
            {
                name = name[1..];
            }
        }

        return (taken, name);
    }

    /// <summary>Takes the lines of business from the end of a name, of which at least two characters stay.</summary>
    public static (string Line, string Remainder) TakeLine(string name)
    {
        string taken = string.Empty;
        while (Array.Find(Lines, line => name.Length >= line.Length + 2 && name.EndsWith(line, StringComparison.Ordinal)) is { } found)
        {
            taken = found + taken;
            name = name[..^found.Length];
        }

        return (taken, name);
    }

    /// <summary>Takes a branch from the end of a name: what stands after the legal form or before the word for a branch.</summary>
    public static (string Branch, string Remainder) TakeBranch(string name)
    {
        int form = name.IndexOf("公司", StringComparison.Ordinal);
        if (form > 1 && form + 2 < name.Length && form + 2 > 3)
        {
            return (name[(form + 2)..], name[..(form + 2)]);
        }

        return Array.Find(Branches, word => name.Length > word.Length + 4 && name.EndsWith(word, StringComparison.Ordinal)) is { } branch
            ? (name[^(branch.Length + 2)..], name[..^(branch.Length + 2)])
            : (string.Empty, name);
    }

    /// <summary>A person's name without a title behind it.</summary>
    public static string WithoutTitle(string name)
    {
        while (Array.Find(Titles, title => name.Length > title.Length + 1 && name.EndsWith(title, StringComparison.Ordinal)) is { } found)
        {
            name = name[..^found.Length];
        }

        return name;
    }
}
