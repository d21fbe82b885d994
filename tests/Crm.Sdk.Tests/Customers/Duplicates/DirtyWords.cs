namespace Crm.Sdk.Tests.Customers.Duplicates;

/// <summary>What names, streets and companies of made customers are made of.</summary>
internal static class DirtyWords
{
    public static readonly string[] Given = (
        "James Robert John Michael David William Richard Joseph Thomas Christopher Daniel Matthew Anthony Mark Steven Andrew Paul Joshua Kenneth Kevin Brian Edward Ronald Timothy Jason Jeffrey Ryan Jacob Gary Nicholas "
        + "Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Sandra Betty Ashley Emily Kimberly Margaret Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Laura Helen Sharon Anna "
        + "Jürgen Wolfgang Sabine Heike Björn Søren Zoë Renée José María Carlos Lucía Giulia Marco Pierre Chloé").Split(' ');

    public static readonly string[] Family = (
        "Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Wilson Anderson Taylor Moore Jackson Martin Lee Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright "
        + "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann O'Connor McDonald Fitzgerald Papadopoulos Kowalski Novák Jensen Nielsen Rossi Ferrari Dubois Lefebvre").Split(' ');

    public static readonly string[] Syllables = "ar bel cor dan el far gor hal in jor kel lan mar nor ol per quin ros sel tor ul ven wal xan yor zel bri cha dro fle gra kli pla sto tre".Split(' ');

    public static readonly (string Full, string Short)[] NickNames =
        [("Robert", "Bob"), ("William", "Bill"), ("Richard", "Dick"), ("Michael", "Mike"), ("Thomas", "Tom"), ("Elizabeth", "Liz"), ("Margaret", "Maggie"), ("Jennifer", "Jenny"), ("Christopher", "Chris"), ("Daniel", "Dan")];

    public static readonly string[] Trades = (
        "Golden Silver Royal Blue Green Red Sunny Harbor River Mountain Lake Garden Dragon Lotus Phoenix Tiger Eagle Star Moon Crown Castle Bridge Tower Oak Maple Cedar Stone Iron Copper Crystal Pacific Atlantic Northern Southern "
        + "Summit Valley Prairie Island Coral Amber Velvet Saffron Ginger Pepper Olive Lemon Basil").Split(' ');

    public static readonly string[] Lines =
        ["Restaurant", "Cafe", "Grill", "Bistro", "Hotel", "Trading", "Logistics", "Consulting", "Software", "Foods", "Engineering", "Pharmacy", "Clinic", "Bakery", "Books", "Motors", "Textiles", "Plastics", "Furniture", "Printing"];

    public static readonly string[] Forms = ["Ltd", "Inc.", "LLC", "GmbH", "Co., Ltd.", "Corporation", ""];

    public static readonly string[] Streets =
        ["Main", "Oak", "Park", "Cedar", "Washington", "Lake", "Hill", "Walnut", "Spring", "Ridge", "Church", "Mill", "Sunset", "Lincoln", "Franklin", "Jefferson", "Adams", "Highland", "River", "Forest", "Madison", "Chestnut", "Broadway", "Prospect", "Delaware", "Virginia"];

    public static readonly (string Full, string Short)[] Sorts = [("Street", "St."), ("Avenue", "Ave"), ("Boulevard", "Blvd."), ("Road", "Rd"), ("Drive", "Dr."), ("Lane", "Ln"), ("Place", "Pl")];

    public static readonly (string Full, string Short)[] Directions = [("North", "N."), ("South", "S"), ("East", "E."), ("West", "W")];

    public static readonly (string Name, string Other)[] Cities =
        [("New York", "New York City"), ("Los Angeles", "L.A."), ("San Francisco", "SF"), ("Chicago", "Chicago"), ("Boston", "Boston"), ("Atlanta", "Atlanta"), ("Las Vegas", "Las Vegas"), ("St. Louis", "Saint Louis"), ("Denver", "Denver"), ("Seattle", "Seattle")];

    public static readonly string[] HanFamily = "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 罗 高 郑 梁 谢 宋 唐 许 邓 冯 韩 曹 欧阳 司马".Split(' ');

    public const string HanGiven = "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀英霞平刚桂文辉玲红建国志华小晓玉兰梅琴凤洁莉岚倩颖婷雪慧巧美雅芝菊彩春香月莺媛瑞凡佳嘉琼勤珍贞桃龙鹏飞鑫宇浩然子涵梓轩博思远俊熙天佑";

    public static readonly string[] HanPlaces = ["北京", "上海", "广州", "深圳", "杭州", "成都", "武汉", "南京", "西安", "苏州"];

    public const string HanTrade = "华信恒瑞泰达盛源鼎新宏远嘉禾金鹏天成万象博雅同创智联中科海纳百川顺丰永安德润福临美佳康宁东升腾云凯旋光大诚立方圆";

    public static readonly string[] HanLines = ["科技", "贸易", "餐饮管理", "信息技术", "物流", "实业", "电子商务", "建筑工程", "文化传媒", "医药", "食品", "汽车服务"];

    public static readonly string[] HanStreets = ["建国路", "中山路", "人民路", "解放大道", "南京西路", "长安街", "学院路", "滨江大道", "新华街", "朝阳路", "文昌路", "和平路"];
}
